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
  })
  test('a browser that is slow to paint', () => {
    expect(rulesFor(turns(9, { paintMs: 450 }))).toEqual(['slow-paint'])
  })
})

test('headers that come with the first text are no connection, but the model', () => {
  const stages = { ...healthy.stages, connect: 4_000, model: 1 }
  const found = diagnose(agent, turns(9, { ttfbMs: 4_100, stages }), models)
  expect(found.map(({ rule }) => rule)).toEqual(['slow-model'])
  expect(found[0]?.fixes[0]).toMatchObject({ kind: 'use-model', expectedTtfbMs: 399 })
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
