import { expect, it } from 'vitest'
import { type MessageWindow, moveWindow, rangeOf, windowAt, windowOf } from './message-window.ts'

const chat = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `m${index}` }))
const viewHeight = 1000

/** Mounted messages of one height, the first of them at `top`. */
function boxes({ first, end }: MessageWindow, top: number, height: number, edited?: string) {
  return chat(end)
    .slice(first)
    .map(({ id }, index) => ({
      ...{ id, isEdited: id === edited },
      top: top + index * height,
      bottom: top + (index + 1) * height,
    }))
}

/** Scrolls until nothing changes, as after each change of what is mounted. */
function settle(
  window: MessageWindow,
  count: number,
  topOf: (index: number) => number,
): MessageWindow {
  const placed = boxes(window, topOf(window.first), 100)
  const next = moveWindow(window, { boxes: placed, count, viewHeight })
  return next.first === window.first && next.end === window.end ? next : settle(next, count, topOf)
}

it('mounts the newest messages of a chat at first', () => {
  const { first, end } = windowAt(chat(5000))
  expect(end).toBe(5000)
  expect(end - first).toBeLessThan(40)
  expect(windowAt(chat(3))).toEqual({ first: 0, end: 3 })
})

it('mounts the messages around one of them', () => {
  const { first, end } = windowAt(chat(5000), 'm2500')
  expect(first).toBeLessThan(2500)
  expect(end).toBeGreaterThan(2500)
  expect(end - first).toBeLessThan(40)
})

it.each([0, 7, 2500, 4990, 4999])(
  'has one view of messages above and below message %i, and few more',
  (shown) => {
    const { first, end } = settle(windowAt(chat(5000), `m${shown}`), 5000, (index) => {
      return (index - shown) * 100
    })
    expect(first).toBeLessThanOrEqual(Math.max(0, shown - 10))
    expect(end).toBeGreaterThanOrEqual(Math.min(5000, shown + 20))
    expect(end - first).toBeLessThan(60)
  },
)

it('drops what is far from the view, but not a message that is being edited', () => {
  const window = { first: 0, end: 100 }
  const scrolled = boxes(window, -8000, 100)
  const next = moveWindow(window, { boxes: scrolled, count: 100, viewHeight })
  expect(next).toEqual({ first: 59, end: 100 })
  const edited = boxes(window, -8000, 100, 'm20')
  expect(moveWindow(window, { boxes: edited, count: 100, viewHeight }).first).toBe(20)
})

it('keeps its messages when older ones come above', () => {
  const range = rangeOf(chat(100).slice(50), { first: 5, end: 20 })
  expect(windowOf(chat(100), range)).toEqual({ first: 55, end: 70 })
})

it('grows with the end of the chat', () => {
  const range = rangeOf(chat(30), { first: 10, end: 30 })
  expect(windowOf(chat(32), range)).toEqual({ first: 10, end: 32 })
})

it('mounts few messages when another branch takes the place of its own', () => {
  const range = { firstId: 'm10', lastId: 'gone' }
  const { first, end } = windowOf(chat(5000), range)
  expect(first).toBe(10)
  expect(end).toBeLessThan(60)
  expect(windowOf(chat(5000), { firstId: 'gone', lastId: 'gone too' }).end).toBe(5000)
})
