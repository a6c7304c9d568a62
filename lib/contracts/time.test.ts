import { expect, test } from 'vitest'
import { timeSchema } from './time.ts'

test.each([
  ['2026-11-23T18:00:00.000Z', '2026-11-23T18:00:00.000Z'],
  ['2026-11-23T18:00:00+08:00', '2026-11-23T10:00:00.000Z'],
  // As Python's `isoformat()` writes it.
  ['2026-11-23T18:00:00.123456', '2026-11-23T18:00:00.123Z'],
  ['2026-11-23', '2026-11-23T00:00:00.000Z'],
])('%s is %s', (text, time) => {
  expect(new Date(timeSchema.parse(text)).toISOString()).toBe(time)
})

test.each(['yesterday', '2026-13-01', '0000-01-01T00:00:00Z', '0000-01-01', '1764000000', ''])(
  '"%s" is no time',
  (text) => {
    expect(timeSchema.safeParse(text).success).toBe(false)
  },
)
