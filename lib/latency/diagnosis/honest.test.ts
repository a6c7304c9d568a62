import { describe, expect, test } from 'vitest'
import { diagnose } from './diagnose.ts'
import type { TurnSample } from './sample.ts'
import { agent, healthy, models, turns } from './testing.ts'

const rulesFor = (samples: TurnSample[]) => diagnose(agent, samples, models).map(({ rule }) => rule)

describe('a large prompt is told from a slow model by what the model takes for short prompts', () => {
  const long = (modelMs: number) => {
    const stages = { ...healthy.stages, model: modelMs }
    return turns(9, { inputTokens: 9_000, ttfbMs: modelMs + 70, stages })
  }
  const found = (modelMs: number, shortMs?: number) =>
    diagnose(agent, long(modelMs), models, new Map(shortMs ? [['a/slow', shortMs]] : []))

  test.each([
    ['much quicker', 5_000, 400, ['large-prompt']],
    ['as slow', 5_000, 5_000, ['slow-model']],
    ['nearly as slow', 5_000, 4_700, ['slow-model']],
    ['quicker, and still slow', 9_000, 5_000, ['slow-model', 'large-prompt']],
    ['not measured: nothing tells which it is', 5_000, undefined, ['large-prompt']],
    ['as quick as it is', 200, 200, []],
  ])('%s', (_, modelMs, shortMs, rules) => {
    expect(found(modelMs, shortMs).map(({ rule }) => rule)).toEqual(rules)
  })

  test('what a smaller prompt brings is the difference, or not said', () => {
    const fixOf = (shortMs?: number) =>
      found(5_000, shortMs).find(({ rule }) => rule === 'large-prompt')?.fixes[0]
    expect(fixOf(400)?.expectedTtfbMs).toBe(470)
    expect(fixOf()?.expectedTtfbMs).toBeNull()
  })

  test('what another model takes for such prompts was not measured, and is not promised', () => {
    const [slow] = found(5_000, 5_000)
    expect(slow?.fixes[0]).toMatchObject({ kind: 'use-model', expectedTtfbMs: null })
  })

  test('the agent’s own short prompts tell more than other agents’', () => {
    const stages = { ...healthy.stages, model: 5_000 }
    const short = turns(4, { inputTokens: 500, ttfbMs: 5_070, stages })
    const quickElsewhere = new Map([['a/slow', 300]])
    const rules = diagnose(agent, [...long(5_000), ...short], models, quickElsewhere)
    expect(rules.map(({ rule }) => rule)).toEqual(['slow-model'])
  })
})

describe('every share is of the figure beside it', () => {
  const cases: [string, TurnSample[]][] = [
    [
      'slow-model',
      [
        ...turns(8, { ttfbMs: 4_070, stages: { ...healthy.stages, model: 4_000 } }),
        ...turns(4, { ttfbMs: 60_000, stages: { ...healthy.stages, model: 2_500 } }),
      ],
    ],
    ['slow-paint', turns(9, { paintMs: 450 })],
    ['buffering-proxy', turns(9, { transitMs: 1_400 })],
    ['busy-server', turns(9, { loopDelayMs: 250 })],
    ['slow-recall', turns(9, { stages: { ...healthy.stages, memory: 120 } })],
  ]
  test.each(cases)('%s', (rule, samples) => {
    const finding = diagnose(agent, samples, models).find((one) => one.rule === rule)
    expect(finding?.share).toBeCloseTo((finding?.costMs ?? 0) / (finding?.baseMs ?? 1), 9)
    const isBrowsers = rule === 'slow-paint' || rule === 'buffering-proxy'
    expect(finding?.basis).toBe(isBrowsers ? 'wait' : 'ttfb')
  })
})

describe('no model is blamed for what another one did', () => {
  test('the wait for a first model that failed is not its fallback’s', () => {
    const stages = { ...healthy.stages, model: 10_000 }
    const saved = turns(9, {
      model: 'b/spare',
      firstModel: 'a/slow',
      firstFailure: 'deadline-first-token',
      ttfbMs: 10_070,
      stages,
    })
    const found = diagnose(agent, saved, models)
    expect(found.map(({ rule }) => rule)).toEqual(['provider-errors'])
    expect(found[0]?.values.model).toBe('a/slow')
  })
  test('the model that fails is the one that was asked', () => {
    const auto = { ...agent, routing: { fastModel: 'c/fast', deepModel: 'a/slow' } }
    const failed = turns(9, { ttfbMs: null, errorCode: 'provider-error', model: 'c/fast' })
    expect(diagnose(auto, failed, models)[0]?.values.model).toBe('c/fast')
  })
  test('a model whose latest turns did not fail is well', () => {
    const failed = turns(30, { ttfbMs: null, errorCode: 'provider-error' })
    expect(rulesFor([...turns(20), ...failed])).toEqual([])
    expect(rulesFor([...failed, ...turns(20)])).toEqual(['provider-errors'])
  })
  test('a fallback is at another provider, where there is one', () => {
    const measured = ['a/quick', 'b/other'].map((model, n) => ({
      model,
      p50: 100 + n,
      samples: 9,
      source: 'turns' as const,
    }))
    const failed = turns(9, { ttfbMs: null, errorCode: 'provider-quota' })
    const patchOf = (all: typeof measured) => diagnose(agent, failed, all)[0]?.fixes[0].patch
    expect(patchOf(measured)).toEqual({ fallbackModel: 'b/other' })
    expect(patchOf(measured.slice(0, 1))).toEqual({ fallbackModel: 'a/quick' })
  })
})
