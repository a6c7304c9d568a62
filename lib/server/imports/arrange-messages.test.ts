import { expect, test } from 'vitest'
import { arrangeMessages } from './arrange-messages.ts'
import type { ImportedChat, ImportedMessage } from './imported-chat.ts'

function message(id: string, parentId: string | null, text = ''): ImportedMessage {
  const parts = text ? [{ type: 'text' as const, text }] : []
  return { id, parentId, role: 'user', parts, files: [], at: null, model: null }
}
function chat(messages: ImportedMessage[], leafId: string): ImportedChat {
  const rest = { title: '', createdAt: 0, updatedAt: 0, archived: false, pinned: false }
  return { sourceId: 'c', ...rest, messages, leafId }
}

test('children of what shows nothing take its nearest shown ancestor', () => {
  const { messages, leafId } = arrangeMessages(
    chat(
      [message('c', 'b', 'c'), message('b', 'a'), message('a', null, 'a'), message('d', 'c')],
      'd',
    ),
  )
  expect(messages.map(({ id, parentId }) => [id, parentId])).toEqual([
    ['a', null],
    ['c', 'a'],
  ])
  expect(leafId).toBe('c')
})

test('a leaf within a circle of what shows nothing ends', () => {
  const circle = [message('x', 'y'), message('y', 'x'), message('a', null, 'a')]
  expect(arrangeMessages(chat(circle, 'x')).leafId).toBeNull()
})

test('many children below a long chain of what shows nothing are arranged in one pass', () => {
  const length = 50_000
  const chain = Array.from({ length }, (_, i) => message(`h${i}`, i === 0 ? null : `h${i - 1}`))
  const leaves = Array.from({ length }, (_, i) => message(`m${i}`, `h${length - 1}`, 'a'))
  expect(arrangeMessages(chat([...chain, ...leaves], 'm0')).messages).toHaveLength(length)
})
