import { expect, test } from 'vitest'
import { cleanTitle } from './clean-title.ts'

test.each([
  ['Trip to Rome', 'Trip to Rome'],
  ['"Trip to Rome."', 'Trip to Rome'],
  ['“Trip to Rome”', 'Trip to Rome'],
  ['**Trip to Rome**', 'Trip to Rome'],
  ['# Trip to Rome', 'Trip to Rome'],
  ['「去罗马旅行」。', '去罗马旅行'],
  ['\n\n  Trip to Rome  \nIt is about a trip.', 'Trip to Rome'],
  ['Node.js and .env', 'Node.js and .env'],
  ['“Rome”: a trip', 'Rome”: a trip'],
  ['. . .', ''],
  ['', ''],
])('%j becomes the title %j', (answer, title) => {
  expect(cleanTitle(answer)).toBe(title)
})

test('of a long line the beginning is the title', () => {
  expect(cleanTitle(`${'word '.repeat(50_000)}.`)).toBe(`${'word '.repeat(12).trim()}…`)
})
