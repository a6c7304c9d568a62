import { expect, test } from 'vitest'
import { groupTimes } from './stage-groups.ts'

test('what overlaps within a group counts once, and a gap does not count', () => {
  const times = groupTimes([
    { name: 'model', startMs: 20, endMs: 520 },
    { name: 'memory', startMs: 2, endMs: 12 },
    { name: 'history', startMs: 2, endMs: 8 },
    { name: 'agent', startMs: 4, endMs: 5 },
    { name: 'prompt', startMs: 15, endMs: 16 },
    { name: 'connect', startMs: 16, endMs: 20 },
  ])
  expect(times).toEqual([
    { group: 'own', ms: 11 },
    { group: 'wire', ms: 4 },
    { group: 'model', ms: 500 },
  ])
})

test('without stages there are no groups', () => {
  expect(groupTimes([])).toEqual([])
})
