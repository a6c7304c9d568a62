import { expect, test } from 'vitest'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from './cursor.ts'

const at = new Date('2026-11-23T18:00:00.000Z')
const cursorOf = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url')

test('a cursor leads back to its place', () => {
  expect(decodeCursor(encodeCursor(at, 'a-1'))).toEqual({ at, id: 'a-1' })
})

test.each([
  ['no JSON', 'garbage'],
  ['no time', cursorOf(['yesterday', 'a'])],
  ['a time that no database keeps', cursorOf(['0000-01-01T00:00:00Z', 'a'])],
  ['a NUL in the id', cursorOf([at, '\0'])],
  ['half a character in the id', cursorOf([at, '\ud800'])],
  ['a quote in the id', cursorOf([at, "'; drop"])],
])('%s is refused', (_, cursor) => {
  expect(() => decodeCursor(cursor)).toThrow('not given by the list')
})

test('a list of UUIDs takes no other ids', () => {
  expect(() => decodeCursor(encodeCursor(at, 'nope'), z.uuid())).toThrow('not given by the list')
})
