import { describe, expect, it } from 'vitest'
import { toNumber, toText } from './number-text.ts'

describe('number fields', () => {
  it('show stored milliseconds as seconds and read them back', () => {
    for (const ms of [1, 100, 150, 30_000, 3_600_000]) {
      expect(toNumber(toText(ms, 1000), 1000)).toBe(ms)
    }
  })
  it('take a decimal comma', () => expect(toNumber('0,3', 1)).toBe(0.3))
  it('tell nothing from what is no number', () => {
    expect(toNumber('  ', 1)).toBeNull()
    expect(toNumber('12a', 1)).toBeNaN()
    expect(toText(null, 1)).toBe('')
  })
})
