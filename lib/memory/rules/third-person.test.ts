import { expect, test } from 'vitest'
import { baseVerb, thirdPersonVerb, withoutFirstPerson } from './third-person.ts'

test.each([
  ['live', 'lives'],
  ['study', 'studies'],
  ['play', 'plays'],
  ['teach', 'teaches'],
  ['go', 'goes'],
  ['have', 'has'],
  ['be', 'is'],
])('%s and %s are two forms of one verb', (base, form) => {
  expect(thirdPersonVerb(base)).toBe(form)
  expect(baseVerb(form)).toBe(base)
})

test.each([
  ['with my girlfriend', 'with their girlfriend'],
  ['what I own myself', 'what they own themselves'],
  ['in the US with us', 'in the US with them'],
])('%j is said of somebody else as %j', (said, retold) => {
  expect(withoutFirstPerson(said)).toBe(retold)
})
