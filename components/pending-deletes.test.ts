import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPendingDeletes } from './pending-deletes.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function setUp() {
  const deleted: string[] = []
  return { deleted, pending: createPendingDeletes((id) => deleted.push(id), 1_000) }
}

it('carries a delete out after the wait, once', () => {
  const { deleted, pending } = setUp()
  pending.add('a')
  vi.advanceTimersByTime(999)
  expect(deleted).toEqual([])
  vi.advanceTimersByTime(1)
  expect(deleted).toEqual(['a'])
  expect(pending.undo('a')).toBe(false)
  pending.flush()
  expect(deleted).toEqual(['a'])
})

it('forgets a delete that was taken back', () => {
  const { deleted, pending } = setUp()
  pending.add('a')
  pending.add('b')
  expect(pending.undo('a')).toBe(true)
  vi.runAllTimers()
  expect(deleted).toEqual(['b'])
})

it('carries everything out at once when the page is left', () => {
  const { deleted, pending } = setUp()
  pending.add('a')
  pending.add('b')
  pending.flush()
  expect(deleted).toEqual(['a', 'b'])
  vi.runAllTimers()
  expect(deleted).toEqual(['a', 'b'])
})
