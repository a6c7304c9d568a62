import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ModelEvent, StreamModel } from '../model-port.ts'
import { collect, hello, textOfEvents } from '../testing.ts'
import { createCircuitBreakers } from './circuit-breaker.ts'

const missed: ModelEvent = {
  type: 'error',
  failure: { code: 'deadline-first-token', message: 'Nothing came.', retryable: true },
}
const answer: ModelEvent[] = [
  { type: 'text-delta', delta: 'Hi' },
  { type: 'finish', reason: 'stop', usage: { inputTokens: null, outputTokens: null } },
]
/** Behaviour of the model; `silent` lasts until its request is aborted. */
let now: 'fails' | 'answers' | 'silent'
let requests: number

const model: StreamModel = async function* (_, signal) {
  requests += 1
  if (now === 'answers') yield* answer
  else if (now === 'fails') yield missed
  else await new Promise((resolve) => signal.addEventListener('abort', resolve))
}

function guarded(isLast: boolean) {
  const guard = createCircuitBreakers().guard(model, 'p/m', isLast)
  return (signal = new AbortController().signal) => collect(guard(hello('m'), signal))
}

beforeEach(() => {
  vi.useFakeTimers()
  now = 'fails'
  requests = 0
})
afterEach(() => vi.useRealTimers())

test('who has a stand-in is refused at once while the model fails', async () => {
  const ask = guarded(false)
  await ask()
  now = 'answers'
  expect(await ask()).toMatchObject([{ type: 'error', failure: { code: 'circuit-open' } }])
  expect(requests).toBe(1)
})

test('without one, a model that is well again answers the very next turn', async () => {
  const ask = guarded(true)
  await ask()
  now = 'answers'
  expect(textOfEvents(await ask())).toBe('Hi')
  expect(requests).toBe(3)
  expect(textOfEvents(await ask())).toBe('Hi')
  expect(requests).toBe(4)
})

test('turns that come together wait for one trial, and are refused when it fails', async () => {
  const ask = guarded(true)
  await ask()
  const refused = { type: 'error', failure: { code: 'circuit-open' } }
  expect(await Promise.all([ask(), ask(), ask()])).toMatchObject([[refused], [refused], [refused]])
  expect(requests).toBe(2)
})

test('a silent trial is waited for two seconds at most, or until the turn is stopped', async () => {
  const ask = guarded(true)
  await ask()
  now = 'silent'
  const turn = ask()
  await vi.advanceTimersByTimeAsync(1_999)
  const stopping = new AbortController()
  const stopped = ask(stopping.signal)
  await vi.advanceTimersByTimeAsync(0)
  stopping.abort()
  expect(await stopped).toMatchObject([{ type: 'error' }])
  expect(getEventListeners(stopping.signal, 'abort')).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(await turn).toMatchObject([{ failure: { code: 'circuit-open' } }])
})

test('who listens hears of an opening once, not of the trials that fail after it', async () => {
  const openings: object[] = []
  const guard = createCircuitBreakers((opening) => openings.push(opening)).guard(
    model,
    'p/m',
    false,
  )
  const ask = () => collect(guard(hello('m'), new AbortController().signal))
  await ask()
  const nextTrialAt = new Date(Date.now() + 2_000)
  await ask()
  await vi.advanceTimersByTimeAsync(30_000)
  const opening = { modelId: 'p/m', reason: 'deadline-first-token', nextTrialAt }
  expect(openings).toEqual([opening])
  now = 'answers'
  await vi.advanceTimersByTimeAsync(60_000)
  now = 'fails'
  await ask()
  expect(openings).toHaveLength(2)
})

test('a provider that was changed or deleted is judged anew, and others are not', async () => {
  const breakers = createCircuitBreakers()
  for (const modelId of ['p/m', 'other/m']) {
    await collect(breakers.guard(model, modelId, false)(hello('m'), new AbortController().signal))
    expect(breakers.state(modelId).state).toBe('open')
  }
  breakers.forget('p')
  expect(breakers.state('p/m').state).toBe('closed')
  expect(breakers.state('other/m').state).toBe('open')
  breakers.reset()
})

test.each(['server-limit', 'empty-answer', 'tool-use-failed'])(
  '%s says nothing about the model',
  async (code) => {
    const breakers = createCircuitBreakers()
    const failing: StreamModel = async function* () {
      yield { type: 'error', failure: { code, message: '', retryable: true } }
    }
    for (let count = 0; count < 5; count += 1)
      await collect(breakers.guard(failing, 'p/m', false)(hello('m'), AbortSignal.timeout(1_000)))
    expect(breakers.state('p/m').state).toBe('closed')
  },
)
