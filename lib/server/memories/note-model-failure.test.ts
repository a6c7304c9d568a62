import { expect, test } from 'vitest'
import { createModelFailureNotes } from './note-model-failure.ts'

test('a model that fails at every message is named at intervals, with what was not said', () => {
  let now = 0
  const logged: object[] = []
  const note = createModelFailureNotes(
    () => now,
    (entry) => logged.push(entry),
  )
  for (now = 0; now < 1_500_000; now += 100_000) note('p/one', new Error('no JSON'))
  note('p/two', new Error('gone'))
  expect(logged).toEqual([
    { model: 'p/one', reason: 'no JSON' },
    { model: 'p/one', reason: 'no JSON', unsaid: 5 },
    { model: 'p/one', reason: 'no JSON', unsaid: 5 },
    { model: 'p/two', reason: 'gone' },
  ])
})
