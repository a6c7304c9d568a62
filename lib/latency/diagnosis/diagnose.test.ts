import { describe, expect, test } from 'vitest'
import { type Agent, agentCreateSchema } from '#lib/contracts/agent.ts'
import { diagnose } from './diagnose.ts'
import type { TurnSample } from './sample.ts'

const agent: Agent = {
  ...agentCreateSchema.parse({ name: 'Agent', model: 'a/slow' }),
  ...{ id: 'agent', createdAt: '', updatedAt: '' },
}
const healthy: TurnSample = {
  model: 'a/slow',
  errorCode: null,
  ttfbMs: 600,
  reasoningMs: null,
  totalMs: 2_000,
  inputTokens: 900,
  cachedTokens: 0,
  stages: {
    auth: 1,
    agent: 0,
    history: 3,
    memory: 3,
    prompt: 1,
    connect: 60,
    model: 530,
    flush: 1,
  },
  isNewConnection: false,
  loopDelayMs: 12,
  isRecallLate: false,
  memories: 2,
  isFirstFailed: false,
  transitMs: 40,
  paintMs: 20,
}
const turns = (count: number, more: Partial<TurnSample> = {}) =>
  Array.from({ length: count }, () => ({ ...healthy, ...more }))
const models = [{ model: 'b/fast', p50: 300, samples: 9, source: 'probe' as const }]
const rulesFor = (samples: TurnSample[], of = agent) =>
  diagnose(of, samples, models).map(({ rule }) => rule)

test('healthy turns have no finding, and a few odd ones are none', () => {
  expect(rulesFor(turns(200))).toEqual([])
  const odd = turns(10, { ttfbMs: 9_000, loopDelayMs: 400, paintMs: 900, errorCode: 'x' })
  expect(rulesFor([...turns(190), ...odd])).toEqual([])
})

test('connections that are opened anew', () => {
  const cold = turns(5, {
    ...{ isNewConnection: true, ttfbMs: 1_000 },
    stages: { ...healthy.stages, connect: 460 },
  })
  expect(rulesFor([...turns(7), ...cold])).toEqual(['cold-connection'])
  const [found] = diagnose(agent, [...turns(7), ...cold], models)
  expect(found?.fixes[0].expectedTtfbMs).toBe(600)
  // Nothing is known of connections: nothing is said of them.
  const unknown = [...turns(7), ...cold].map((turn) => ({ ...turn, isNewConnection: null }))
  expect(rulesFor(unknown)).toEqual([])
})

test('a server that is kept from its work, which also makes reads look slow', () => {
  const stages = { ...healthy.stages, history: 200 }
  expect(rulesFor(turns(9, { loopDelayMs: 250, stages }))).toEqual(['busy-server'])
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

  test('a second model that would be no sooner is no hedge', () => {
    const kinds = (p50: number) =>
      fixesOf(agent, slow(3_500), [{ model: 'b/fast', p50, samples: 9, source: 'probe' }]).map(
        ({ kind }) => kind,
      )
    expect(kinds(300)).toEqual(['use-model', 'use-auto', 'hedge'])
    expect(kinds(900)).toEqual(['use-model', 'use-auto'])
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
