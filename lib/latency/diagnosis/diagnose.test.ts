import { describe, expect, test } from 'vitest'
import type { Agent } from '#lib/contracts/agents/agent.ts'
import { diagnose } from './diagnose.ts'
import type { TurnSample } from './sample.ts'
import { agent, healthy, models, turns } from './testing.ts'

const rulesFor = (samples: TurnSample[], of = agent) =>
  diagnose(of, samples, models).map(({ rule }) => rule)

test('healthy turns have no finding, and a few odd ones are none', () => {
  expect(rulesFor(turns(200))).toEqual([])
  const odd = turns(10, { ttfbMs: 9_000, loopDelayMs: 400, paintMs: 900, errorCode: 'x' })
  expect(rulesFor([...turns(190), ...odd])).toEqual([])
})

test('connections that are opened anew', () => {
  const cold = turns(5, {
    isNewConnection: true,
    ttfbMs: 1_000,
    stages: { ...healthy.stages, connect: 460 },
  })
  expect(rulesFor([...turns(7), ...cold])).toEqual(['cold-connection'])
  const [found] = diagnose(agent, [...turns(7), ...cold], models)
  expect(found?.fixes[0].expectedTtfbMs).toBe(600)
  // Without measurements of connections there is no finding about them.
  const unknown = [...turns(7), ...cold].map((turn) => ({ ...turn, isNewConnection: null }))
  expect(rulesFor(unknown)).toEqual([])
})

test('a server that is kept from its work, which also makes reads look slow', () => {
  const stages = { ...healthy.stages, history: 200 }
  expect(rulesFor(turns(9, { loopDelayMs: 250, stages }))).toEqual(['busy-server'])
})

test('what a busy server slept through is neither the model’s nor the connection’s', () => {
  const stages = { ...healthy.stages, connect: 60, model: 1_100 }
  expect(rulesFor(turns(9, { loopDelayMs: 900, ttfbMs: 1_170, stages }))).toEqual(['busy-server'])
  const waking = turns(5, {
    isNewConnection: true,
    ttfbMs: 1_000,
    loopDelayMs: 420,
    stages: { ...healthy.stages, connect: 460 },
  })
  expect(rulesFor([...turns(7, { isNewConnection: false }), ...waking])).toEqual([])
})

test('a model that begins after 0.8 s is no finding, however fast another one is', () => {
  const stages = { ...healthy.stages, model: 800 }
  const quick = [{ model: 'b/fast', p50: 40, samples: 9, source: 'turns' as const }]
  expect(diagnose(agent, turns(200, { ttfbMs: 870, stages }), quick)).toEqual([])
})

describe('an agent on auto', () => {
  const auto = { ...agent, routing: { fastModel: 'b/fast', deepModel: 'a/slow' } }
  const deep = turns(20, {
    ttfbMs: 9_000,
    reasoningMs: 400,
    stages: { ...healthy.stages, model: 8_900 },
  })
  test('is not blamed for what its deep model was asked to think about', () => {
    expect(rulesFor([...turns(10, { model: 'b/fast' }), ...deep], auto)).toEqual([])
  })
  test('has a fast model that is slow', () => {
    const slow = turns(10, {
      model: 'b/fast',
      ttfbMs: 5_070,
      stages: { ...healthy.stages, model: 5_000 },
    })
    const [found] = diagnose(auto, [...slow, ...deep], [])
    expect(found).toMatchObject({ rule: 'slow-model', values: { model: 'b/fast', turns: 10 } })
  })
})

describe('why a provider fails', () => {
  const failing = (count: number, errorCode: string) => turns(count, { ttfbMs: null, errorCode })
  const codeOf = (samples: TurnSample[]) => diagnose(agent, samples, [])[0]?.values.code
  test('is what it said, not that it is asked no more since', () => {
    const samples = [...failing(4, 'circuit-open'), ...failing(5, 'provider-rate-limited')]
    expect(codeOf(samples)).toBe('provider-rate-limited')
    expect(codeOf(failing(6, 'circuit-open'))).toBe('circuit-open')
  })
  test('is known of turns that a fallback answered, too', () => {
    const samples = turns(9, { firstFailure: 'provider-overloaded' })
    expect(codeOf(samples)).toBe('provider-overloaded')
  })
})

describe('what happens after the server', () => {
  test('a proxy that holds answers back until they are whole', () => {
    expect(rulesFor(turns(9, { transitMs: 1_400 }))).toEqual(['buffering-proxy'])
  })
  test('a reader far away is no proxy: long answers take no longer', () => {
    expect(rulesFor(turns(9, { transitMs: 350, totalMs: 9_000 }))).toEqual([])
    expect(rulesFor(turns(9, { transitMs: 350, totalMs: 1_000 }))).toEqual([])
  })
  test('a browser that is slow to paint', () => {
    expect(rulesFor(turns(9, { paintMs: 450 }))).toEqual(['slow-paint'])
  })
  test('a browser that is too busy to paint reads late, too: no proxy is blamed', () => {
    const busy = { paintMs: 1_074, transitMs: 1_150, totalMs: 2_200 }
    expect(rulesFor(turns(9, busy))).toEqual(['slow-paint'])
    expect(rulesFor(turns(9, { ...busy, paintMs: null }))).toEqual([])
  })
})

test('headers that come with the first text are no connection, but the model', () => {
  const stages = { ...healthy.stages, connect: 4_000, model: 1 }
  const found = diagnose(agent, turns(9, { ttfbMs: 4_100, stages }), models)
  expect(found.map(({ rule }) => rule)).toEqual(['slow-model'])
  expect(found[0]?.fixes[0]).toMatchObject({ kind: 'use-model', expectedTtfbMs: 399 })
})

describe('no fix promises what it would not bring', () => {
  const slow = (model: number, more: Partial<TurnSample> = {}) =>
    turns(9, { ttfbMs: model + 70, stages: { ...healthy.stages, model }, ...more })
  const fixesOf = (of: Agent, samples: TurnSample[], measured = models) =>
    diagnose(of, samples, measured)[0]?.fixes ?? []

  test('a second model is asked early enough to be sooner, and not at all where it would not', () => {
    const hedged = (waitMs: number, p50: number) => {
      const measured = [{ model: 'b/fast', p50, samples: 9, source: 'probe' as const }]
      const fix = fixesOf(agent, slow(waitMs), measured).find(({ kind }) => kind === 'hedge')
      return fix && [fix.values.afterMs, fix.expectedTtfbMs]
    }
    expect(hedged(3_500, 300)).toEqual([3_000, 3_310])
    expect(hedged(3_500, 900)).toEqual([1_000, 1_910])
    expect(hedged(1_400, 80)).toEqual([1_000, 1_090])
    expect(hedged(950, 180)).toEqual([300, 490])
    expect(hedged(3_500, 2_200)).toBeUndefined()
  })
  test('what is far away is left behind with the model that is', () => {
    const stages = { ...healthy.stages, connect: 410, model: 300 }
    const far = turns(9, { model: 'far/x', ttfbMs: 720, stages })
    expect(fixesOf(agent, far)[0]).toMatchObject({ kind: 'use-model', expectedTtfbMs: 310 })
  })
  test('auto: how many questions are easy is not known', () => {
    const auto = fixesOf(agent, slow(3_500)).find(({ kind }) => kind === 'use-auto')
    expect(auto?.expectedTtfbMs).toBeNull()
  })
  test('a fallback leaves the turns that succeed as they are', () => {
    const failing = slow(1_500, { ttfbMs: null, errorCode: 'provider-error' }).slice(0, 3)
    const [fallback] = fixesOf(agent, [...turns(9), ...failing])
    expect(fallback).toMatchObject({ kind: 'fallback', expectedTtfbMs: 600 })
  })
  test('recall beside a read that is as slow', () => {
    const stages = { ...healthy.stages, memory: 90, history: 80 }
    const [quicker] = fixesOf(agent, turns(9, { stages }))
    expect(quicker).toMatchObject({ kind: 'recall-deadline', expectedTtfbMs: 590 })
    const atOnce = { ...agent, memory: { ...agent.memory, deadlineMs: 20 } }
    const [other] = fixesOf(atOnce, turns(9, { stages }))
    expect(other).toMatchObject({ kind: 'check-database', patch: null })
  })
  test('a far provider of a routed agent: the nearer model answers all', () => {
    const routed = { ...agent, routing: { fastModel: 'far/x', deepModel: 'far/y' } }
    const stages = { ...healthy.stages, connect: 500, model: 80 }
    const [nearer] = fixesOf(routed, turns(9, { model: 'far/x', stages }))
    expect(nearer?.patch).toEqual({ model: 'b/fast', routing: null })
  })
})

test('failures that are not the provider’s are not laid at its door', () => {
  const failing = turns(3, { ttfbMs: null, errorCode: 'not-saved' })
  expect(rulesFor([...turns(9), ...failing])).toEqual([])
})

test('long prompts are a finding only where they cost time', () => {
  const stages = { ...healthy.stages, model: 900 }
  const long = turns(9, { inputTokens: 9_000, ttfbMs: 1_000, stages })
  expect(rulesFor(long)).toEqual(['large-prompt'])
  expect(rulesFor(turns(9, { inputTokens: 9_000, stages: { model: 200 } }))).toEqual([])
  const shortOnes = turns(4, { inputTokens: 500, ttfbMs: 980, stages })
  expect(rulesFor([...long, ...shortOnes])).toEqual([])
})

test('a model is not slow that has too much to read: what it would be without is measured', () => {
  const growing = Array.from({ length: 20 }, (_, n) => {
    const inputTokens = 5_000 + n * 1_000
    const waitMs = 100 + inputTokens / 5
    const stages = { ...healthy.stages, model: waitMs }
    return { ...healthy, ...{ inputTokens, stages, ttfbMs: waitMs + 70 } }
  })
  const found = diagnose(agent, growing, models)
  expect(found.map(({ rule }) => rule)).toEqual(['large-prompt'])
  expect(found[0]?.fixes[0].expectedTtfbMs).toBeCloseTo(970, 0)
})

describe('prompts whose beginning changes', () => {
  const following = { inputTokens: 5_000, sameTokens: 4_500 }
  const broken = (count: number, brokenBy: TurnSample['brokenBy']) =>
    turns(count, {
      ...{ ...following, brokenBy, cachedTokens: 512, ttfbMs: 900 },
      stages: { ...healthy.stages, model: 830 },
    })
  const intact = turns(5, { ...following, cachedTokens: 4_480 })

  test('in most turns of a chat: what it costs, why, and what helps', () => {
    const [found] = diagnose(agent, [...broken(9, 'cut'), ...intact], models)
    expect(found).toMatchObject({ rule: 'broken-cache', stage: 'model', costMs: 300 })
    expect(found?.values).toMatchObject({ reason: 'cut', broken: 9, turns: 14, cached: 10 })
    expect(found?.fixes[0]).toMatchObject({
      patch: { historyLimit: 200, prompt: { budgetTokens: 32_000 } },
      expectedTtfbMs: 600,
    })
  })

  test('are no finding now and then, in first turns, or where nobody notices', () => {
    expect(rulesFor([...broken(4, 'summary'), ...turns(9, following)])).toEqual([])
    expect(rulesFor(turns(20, { inputTokens: 5_000 }))).toEqual([])
    const short = broken(9, 'cut').map((turn) => ({ ...turn, inputTokens: 900 }))
    expect(rulesFor(short)).toEqual([])
  })

  test('by another model are mended by asking one alone', () => {
    const hedged = { ...agent, hedge: { afterMs: 500, model: 'b/fast', reasoningCounts: false } }
    const [found] = diagnose(hedged, broken(9, 'model'), models)
    expect(found?.fixes[0]).toMatchObject({ patch: { hedge: null, routing: null } })
    expect(diagnose(agent, broken(9, 'instructions'), models)[0]?.fixes[0].patch).toBeNull()
  })
})

test('the worst comes first', () => {
  const stages = { ...healthy.stages, model: 5_000, memory: 150 }
  const found = rulesFor(turns(9, { ttfbMs: 5_200, stages, paintMs: 450 }))
  expect(found).toEqual(['slow-model', 'slow-paint', 'slow-recall'])
})

test('without a faster model, none is proposed', () => {
  const stages = { ...healthy.stages, model: 5_000 }
  const [found] = diagnose(agent, turns(9, { ttfbMs: 5_100, stages }), [])
  expect(found?.fixes).toMatchObject([{ kind: 'check-provider', patch: null }])
})
