import { expect, test } from 'vitest'
import type { ModelEvent, StreamModel } from '../model-port.ts'
import { collect, hello } from '../testing.ts'
import { overtaken } from './attempt-log.ts'
import { createFirstTokenTimes, hedgeDelayOf } from './first-token-times.ts'

const never = Number.POSITIVE_INFINITY
const figures = (fast: number, slow: number, slowMs: number) => [
  ...Array.from({ length: fast }, (_, index) => 500 + index),
  ...Array.from({ length: slow }, () => slowMs),
]

test('of a smooth spread the 95th percentile is waited for', () => {
  const spread = Array.from({ length: 200 }, (_, index) => 400 + index * 5)
  expect(hedgeDelayOf(spread)).toBe(400 + 189 * 5)
})

test.each([9, 10, 11, 12])('%i slow ones of 200 do not move the wait beyond the others', (slow) => {
  const delayMs = hedgeDelayOf(figures(200 - slow, slow, 20_000))
  expect(delayMs).toBeGreaterThan(650)
  expect(delayMs).toBeLessThan(1_200)
  expect(hedgeDelayOf(figures(200 - slow, slow, never))).toBe(delayMs)
})

test('failures and overtaken requests count as the slowest, a user’s stop as nothing', async () => {
  const times = createFirstTokenTimes()
  const answer: ModelEvent[] = [{ type: 'connected' }, { type: 'text-delta', delta: 'Hi' }]
  const failure = { code: 'x', message: 'x', retryable: false }
  const script = (events: ModelEvent[]): StreamModel =>
    async function* () {
      yield* events
    }
  const run = (events: ModelEvent[], signal = new AbortController().signal) =>
    collect(times.time(script(events), 'm')(hello('m'), signal))
  for (let count = 0; count < 38; count += 1) await run(answer)
  await run([{ type: 'error', failure }])
  await run([{ type: 'connected' }], AbortSignal.abort('user'))
  expect(times.of('m')).toBeNull()
  await run([{ type: 'connected' }], AbortSignal.abort(overtaken))
  expect(times.of('m')?.filter((ms) => ms === never)).toHaveLength(2)
})
