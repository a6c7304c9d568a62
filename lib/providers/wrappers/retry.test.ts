import { expect, test } from 'vitest'
import type { ModelEvent, ModelFailure, StreamModel } from '../model-port.ts'
import { collect, hello } from '../testing.ts'
import { withRetry } from './retry.ts'

const limit: ModelFailure = {
  code: 'provider-rate-limit',
  message: 'Slow down',
  retryable: true,
  status: 429,
  retryAfterMs: 1,
}
const reset: ModelFailure = { code: 'provider-reset', message: 'closed', retryable: true }
const finish: ModelEvent = {
  type: 'finish',
  reason: 'stop',
  usage: { inputTokens: 1, outputTokens: 1 },
}
const answer: ModelEvent[] = [{ type: 'connected' }, { type: 'text-delta', delta: 'Hi' }, finish]
const failed = (failure: ModelFailure): ModelEvent[] => [{ type: 'error', failure }]

async function ask(attempts: ModelEvent[][], options: { withinMs?: number } = {}) {
  let count = 0
  const streamModel: StreamModel = async function* () {
    count += 1
    yield* attempts[count - 1] ?? []
  }
  const events = await collect(
    withRetry(streamModel, options.withinMs)(hello('m'), new AbortController().signal),
  )
  return { events, count }
}

test('a short limit is waited for, and the answer tells how many requests it took', async () => {
  const { events, count } = await ask([failed(limit), failed(limit), answer])
  expect(events).toEqual([{ type: 'connected', attempts: 3 }, ...answer.slice(1)])
  expect(count).toBe(3)
})

test('a broken connection is tried again once', async () => {
  expect((await ask([failed(reset), answer])).events.at(-1)).toEqual(finish)
  const twice = await ask([failed(reset), failed(reset), answer])
  expect(twice).toEqual({ events: failed(reset), count: 2 })
})

test('a limit that stays is told after three requests', async () => {
  expect((await ask(Array.from({ length: 9 }, () => failed(limit)))).count).toBe(3)
})

test.each<[string, ModelFailure]>([
  ['exhausted quota', { ...limit, code: 'provider-quota', retryable: false }],
  ['a long pause', { ...limit, retryAfterMs: 3_600_000 }],
  ['a wrong key', { code: 'provider-auth', message: 'No', retryable: false, status: 401 }],
  ['an unknown failure', { code: 'provider-error', message: '', retryable: true, status: 501 }],
  ['an empty answer', { code: 'empty-answer', message: '', retryable: true }],
])('%s is told at once', async (_, failure) => {
  expect(await ask([failed(failure), answer])).toEqual({ events: failed(failure), count: 1 })
})

test.each([500, 502, 520, 529])(
  'a server that fails with %i is asked once more',
  async (status) => {
    const failure = {
      ...{ code: 'provider-error', message: 'No', retryable: true },
      ...{ status, retryAfterMs: 1 },
    }
    expect((await ask([failed(failure), answer])).events.at(-1)).toEqual(finish)
    const twice = await ask([failed(failure), failed(failure), answer])
    expect(twice).toEqual({ events: failed(failure), count: 2 })
  },
)

test('a server that loads its model is asked until it has', async () => {
  const loading = {
    ...{ code: 'provider-loading', message: 'Loading model', retryable: true },
    ...{ status: 503, retryAfterMs: 1 },
  }
  const { events, count } = await ask([...Array(8).fill(failed(loading)), answer])
  expect(events.at(-1)).toEqual(finish)
  expect(count).toBe(9)
})

test('a wrong tool call is asked for again, also within the stream', async () => {
  const wrong = { code: 'tool-use-failed', message: 'No', retryable: true, status: 400 }
  for (const first of [failed(wrong), [{ type: 'connected' }, ...failed(wrong)] as ModelEvent[]])
    expect((await ask([first, answer])).events.at(-1)).toEqual(finish)
})

test('a pause that would miss the deadline is not begun', async () => {
  const failure = { ...limit, retryAfterMs: 1_000 }
  const { events, count } = await ask([failed(failure), answer], { withinMs: 900 })
  expect({ events, count }).toEqual({ events: failed(failure), count: 1 })
})

test('nothing is tried again once the provider answered', async () => {
  const broken: ModelEvent[] = [{ type: 'connected' }, ...failed(reset)]
  expect(await ask([broken, answer])).toEqual({ events: broken, count: 1 })
})

test('an abort ends the pause', async () => {
  const controller = new AbortController()
  const streamModel: StreamModel = async function* () {
    setTimeout(() => controller.abort(), 10)
    yield { type: 'error', failure: { ...limit, retryAfterMs: 4_000 } }
  }
  expect(await collect(withRetry(streamModel)(hello('m'), controller.signal))).toEqual([])
})
