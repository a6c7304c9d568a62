import { expect, test } from 'vitest'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import { type ListedChat, withChanges } from './chat-filter.ts'

const chat = (id: string, more: Partial<ListedChat> = {}): ListedChat => ({
  ...{ id, title: id, agentId: null, memory: true, pinned: false, archived: false, folderId: null },
  ...{ createdAt: '2026-01-01T00:00:00Z', updatedAt: `2026-01-0${id}T00:00:00Z` },
  ...more,
})
const ids = (
  chats: ChatSummary[],
  change: ListedChat,
  ...rest: Parameters<typeof withChanges> extends [unknown, unknown, ...infer Rest] ? Rest : never
) => withChanges(chats, new Map([[change.id, change]]), ...rest).map(({ id }) => id)

test('a changed chat leaves the lists that it no longer fits and comes at its place in others', () => {
  const [three, two, one] = [chat('3'), chat('2'), chat('1')]
  const main = { pinned: false, folderId: 'none' }
  const list = [three, one]
  expect(ids(list, chat('1', { pinned: true }), main, false)).toEqual(['3'])
  expect(ids(list, chat('1', { archived: true }), main, false)).toEqual(['3'])
  expect(ids(list, chat('1', { folderId: 'f' }), main, false)).toEqual(['3'])
  expect(ids(list, chat('1', { isDeleted: true }), main, false)).toEqual(['3'])
  expect(ids(list, two, main, false)).toEqual(['3', '2', '1'])
  expect(ids([], chat('1', { folderId: 'f' }), { folderId: 'f' }, false)).toEqual(['1'])
  expect(ids([], chat('1', { isDeleted: true }), { deleted: true }, false)).toEqual(['1'])
})

test('a list that goes on adds nothing behind what it has read, and a search adds nothing', () => {
  expect(ids([chat('3')], chat('1'), {}, true)).toEqual(['3'])
  expect(ids([chat('3')], chat('1'), { query: 'x' }, false)).toEqual(['3'])
  expect(ids([chat('1')], chat('1', { archived: true }), { query: 'x' }, false)).toEqual(['1'])
  expect(ids([chat('1')], chat('1', { isDeleted: true }), { query: 'x' }, false)).toEqual([])
})
