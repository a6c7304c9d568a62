import { expect, test } from 'vitest'
import { pageOf } from './page-of.ts'

const same = (id: string) => id

test('without a limit the list is one page', () => {
  expect(pageOf(['a', 'b', 'c'], {}, same)).toEqual({ items: ['a', 'b', 'c'], nextCursor: null })
  expect(pageOf([], {}, same)).toEqual({ items: [], nextCursor: null })
})

test('pages follow each other, also when items come and go in between', () => {
  const first = pageOf(['a', 'b', 'c', 'd', 'e'], { limit: 2 }, same)
  expect(first.items).toEqual(['a', 'b'])
  const cursor = first.nextCursor ?? ''
  expect(pageOf(['new', 'a', 'b', 'c', 'd', 'e'], { limit: 2, cursor }, same).items).toEqual([
    'c',
    'd',
  ])
  expect(pageOf(['a', 'c', 'd', 'e'], { limit: 9, cursor }, same)).toEqual({
    items: ['c', 'd', 'e'],
    nextCursor: null,
  })
})

test.each(['garbage', 'bnVsbA', 'WzEsMl0'])('the cursor %s is refused', (cursor) => {
  expect(() => pageOf(['a'], { cursor }, same)).toThrow('not given by the list')
})
