import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLoopDelay } from './loop-delay.ts'

function block(ms: number) {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('a delay is known while it goes on and after it, until it was too long ago', async () => {
  const delay = createLoopDelay()
  delay.watch()
  block(200)
  expect(delay.worstMs(1_000)).toBeGreaterThan(150)
  await nextLoopTurn()
  await nextLoopTurn()
  const worst = delay.worstMs(1_000)
  expect(worst).toBeGreaterThan(150)
  block(50)
  expect(delay.worstMs(40)).toBeLessThan(worst)
})

test('nothing is known, and nothing is done, before somebody waits', async () => {
  const delay = createLoopDelay()
  block(50)
  await nextLoopTurn()
  expect(delay.worstMs(1_000)).toBe(0)
})
