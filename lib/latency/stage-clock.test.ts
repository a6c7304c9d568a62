import { expect, onTestFinished, test, vi } from 'vitest'
import { createStageClock, type StageChange } from './stage-clock.ts'

/** A clock that the test advances. */
function setUp() {
  let ms = 1_000
  const clock = createStageClock(ms, () => ms)
  return { clock, pass: (more: number) => (ms += more) }
}

test('stages are told by their starts, in milliseconds since the receipt, and may overlap', () => {
  const { clock, pass } = setUp()
  pass(2)
  const endHistory = clock.begin('history')
  pass(1)
  const endMemory = clock.begin('memory')
  pass(4)
  endMemory()
  pass(1)
  endHistory()
  clock.record({ name: 'auth', startMs: 0, endMs: 2 })
  expect(clock.stages()).toEqual([
    { name: 'auth', startMs: 0, endMs: 2 },
    { name: 'history', startMs: 2, endMs: 8 },
    { name: 'memory', startMs: 3, endMs: 7 },
  ])
  expect(clock.elapsedMs()).toBe(8)
})

test('a stage that has not ended is not told of, and ends once', () => {
  const { clock, pass } = setUp()
  const end = clock.begin('model')
  expect(clock.stages()).toEqual([])
  pass(5)
  end()
  pass(5)
  end()
  expect(clock.stages()).toEqual([{ name: 'model', startMs: 0, endMs: 5 }])
})

test('work is measured whether it succeeds or fails', async () => {
  const { clock, pass } = setUp()
  const result = await clock.measure('agent', async () => {
    pass(3)
    return 'found'
  })
  expect(result).toBe('found')
  const failing = clock.measure('history', async () => {
    pass(2)
    throw new Error('no database')
  })
  await expect(failing).rejects.toThrow('no database')
  expect(clock.stages()).toEqual([
    { name: 'agent', startMs: 0, endMs: 3 },
    { name: 'history', startMs: 3, endMs: 5 },
  ])
})

test('a listener hears of every begin and end, also of those before it came', () => {
  const { clock, pass } = setUp()
  const end = clock.begin('agent')
  pass(1)
  const heard: StageChange[] = []
  clock.listen((change) => heard.push(change))
  end()
  clock.begin('connect')
  expect(heard).toEqual([
    { name: 'agent', startMs: 0, endMs: null },
    { name: 'agent', startMs: 0, endMs: 1 },
    { name: 'connect', startMs: 1, endMs: null },
  ])
})

test('the receipt is told by the server’s clock, also when it is noted later', () => {
  vi.useFakeTimers({ now: 1_700_000_000_500 })
  onTestFinished(() => void vi.useRealTimers())
  const { receivedAt } = createStageClock(2_000, () => 2_500)
  expect(receivedAt).toBe(1_700_000_000_000)
})

test('figures are rounded to microseconds', () => {
  const { clock, pass } = setUp()
  pass(1 / 3)
  expect(clock.elapsedMs()).toBe(0.333)
})
