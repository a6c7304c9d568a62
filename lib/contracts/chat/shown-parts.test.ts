import { expect, test } from 'vitest'
import { shownParts } from './shown-parts.ts'

const text = (words: string) => ({ type: 'text' as const, text: words })
const thought = (words: string) => ({ type: 'reasoning' as const, text: words })

test('text that turned out to be reasoning is shown as that', () => {
  const parts = [text('Let me see.\n'), text('Yes.'), text('No.')]
  expect(shownParts(parts, { text: [0, 2], reasoning: [] })).toEqual([
    thought('Let me see.'),
    text('Yes.'),
    thought('No.'),
  ])
})

test('reasoning that follows once more as text is left out', () => {
  const parts = [thought('Yes.'), text('Yes.')]
  expect(shownParts(parts, { text: [], reasoning: [0] })).toEqual([text('Yes.')])
})

test('other messages stay the same object', () => {
  const parts = [text('Yes.')]
  expect(shownParts(parts, undefined)).toBe(parts)
})
