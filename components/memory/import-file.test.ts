import { describe, expect, it } from 'vitest'
import { importBatches, readImportFile } from './import-file.ts'

describe('a file of memories', () => {
  it('is an export, a list of memories or a list of texts', () => {
    const items = [{ text: 'Likes tea', sourceId: 'a' }, { text: 'Lives in Xiamen' }]
    expect(readImportFile(JSON.stringify({ items }))).toEqual({ items })
    expect(readImportFile(JSON.stringify(items))).toEqual({ items })
    expect(readImportFile('["Likes tea"]')).toEqual({ items: [{ text: 'Likes tea' }] })
  })
  it('is refused with the place of what is wrong in it', () => {
    for (const text of ['', 'no json', '{}', 'null', '3']) {
      expect(readImportFile(text)).toEqual({ badItem: 0 })
    }
    expect(readImportFile('["a", {"text": ""}]')).toEqual({ badItem: 2 })
    const many = [...Array.from({ length: 10_003 }, (_, index) => `memory ${index}`), 5]
    expect(readImportFile(JSON.stringify(many))).toEqual({ badItem: 10_004 })
  })
})

describe('batches', () => {
  it('hold everything in order', () => {
    const items = Array.from({ length: 25 }, (_, index) => ({ text: `${index}` }))
    const batches = importBatches(items, 10)
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 5])
    expect(batches.flat()).toEqual(items)
    expect(importBatches([], 10)).toEqual([])
  })
  it('do not cut a conversation in two', () => {
    const items = ['a', 'b', 'b', 'b', 'c'].map((sourceId, index) => ({
      text: `${index}`,
      sourceId,
    }))
    expect(importBatches(items, 2).map((batch) => batch.length)).toEqual([4, 1])
  })
  it('stay below what the API takes in one request', () => {
    const items = Array.from({ length: 250 }, () => ({ text: '语'.repeat(10_000) }))
    const bytes = importBatches(items, 250).map(
      (batch) => new TextEncoder().encode(JSON.stringify({ items: batch })).length,
    )
    expect(Math.max(...bytes)).toBeLessThan(4 * 1_048_576)
  })
})
