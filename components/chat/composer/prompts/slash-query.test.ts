import { expect, test } from 'vitest'
import { slashQuery } from './slash-query.ts'

test.each([
  ['/', 1, { start: 0, end: 1, words: '' }],
  ['/week rep', 9, { start: 0, end: 9, words: 'week rep' }],
  ['/week rep', 5, { start: 0, end: 5, words: 'week' }],
  ['Hello\n/tr', 9, { start: 6, end: 9, words: 'tr' }],
])('%j with the cursor at %i is a query', (text, cursor, query) => {
  expect(slashQuery(text, cursor)).toEqual(query)
})

test.each([
  ['', 0],
  ['/', 0],
  ['cat /etc', 8],
  ['/a\nb', 4],
  ['Hello\n/tr', 6],
  ['Hello\n/tr', 3],
  [`/${'x'.repeat(200)}`, 201],
])('%j with the cursor at %i is none', (text, cursor) => {
  expect(slashQuery(text, cursor)).toBeNull()
})
