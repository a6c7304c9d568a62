import { describe, expect, it } from 'vitest'
import { branchTo, newestLeafBelow } from '#lib/contracts/chat/branch.ts'
import type { ChatMessage } from '#lib/contracts/chat/chat.ts'
import { joinPage, mergeStored, toLumosMessage } from './message-tree.ts'

function message(
  id: string,
  parentId: string | null,
  fields: Partial<ChatMessage> = {},
): ChatMessage {
  return {
    id,
    parentId,
    role: id.startsWith('u') ? 'user' : 'assistant',
    parts: [{ type: 'text', text: `text of ${id}` }],
    createdAt: '2026-01-01T00:00:00Z',
    status: 'complete',
    ...fields,
  }
}

/** u1 has two answers; the first answer has a follow-up question, which was edited. */
const tree = [
  message('u1', null),
  message('a1', 'u1'),
  message('u2', 'a1'),
  message('a2', 'u2'),
  message('u3', 'a1'),
  message('a3', 'u3'),
  message('a4', 'u1'),
]
const idsOf = (messages: { id: string }[]) => messages.map(({ id }) => id)

describe('the message tree', () => {
  it('shows the branch of the newest message', () => {
    expect(idsOf(branchTo(tree))).toEqual(['u1', 'a4'])
    expect(idsOf(branchTo(tree, 'a2'))).toEqual(['u1', 'a1', 'u2', 'a2'])
  })

  it('goes on below a version with its newest follow-up', () => {
    expect(newestLeafBelow(tree, 'a1')).toBe('a3')
  })

  it('ends with a parent that leads back to itself', () => {
    expect(idsOf(branchTo([message('u1', 'a1'), message('a1', 'u1')]))).toHaveLength(2)
  })
})

/** m1 → m2 → …, from one number to another. */
const line = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    message(`m${from + index}`, from + index === 1 ? null : `m${from + index - 1}`),
  )

describe('joinPage', () => {
  const loaded = { messages: line(3, 8), nextCursor: 'above 3' }

  it('puts a newer page below the messages above it', () => {
    const joined = joinPage(loaded, { messages: line(7, 9), nextCursor: 'above 7' })
    expect(joined).toEqual({ messages: line(3, 9), nextCursor: 'above 3' })
  })

  it('replaces what is not on the branch of the page', () => {
    const other = [message('x5', 'm4'), message('x6', 'x5')]
    const joined = joinPage(loaded, { messages: other, nextCursor: 'above x5' })
    expect(idsOf(joined.messages)).toEqual(['m3', 'm4', 'x5', 'x6'])
  })

  it('keeps the page alone when nothing loaded reaches down to it', () => {
    const page = { messages: line(20, 22), nextCursor: 'above 20' }
    expect(joinPage(loaded, page)).toEqual(page)
    const longer = { messages: line(1, 9), nextCursor: null }
    expect(joinPage(loaded, longer)).toEqual(longer)
  })
})

describe('mergeStored', () => {
  const branch = tree.slice(0, 4)
  const shown = branch.map(toLumosMessage)

  it('leaves the list alone when nothing is new', () => {
    expect(mergeStored(shown, branch)).toBe(shown)
  })

  it('shows the branch that is shown elsewhere', () => {
    const other = [...tree.slice(0, 2), ...tree.slice(4, 6)]
    const merged = mergeStored(shown, other, branch)
    expect(idsOf(merged)).toEqual(['u1', 'a1', 'u3', 'a3'])
    expect(merged[1]).toBe(shown[1])
  })

  it('adds what another page wrote, and keeps the objects of what is there', () => {
    const merged = mergeStored(shown.slice(0, 2), branch)
    expect(idsOf(merged)).toEqual(['u1', 'a1', 'u2', 'a2'])
    expect(merged[1]).toBe(shown[1])
  })

  it('changes nothing while a shown message is not stored', () => {
    expect(mergeStored(shown, tree.slice(0, 3), tree.slice(0, 3))).toBe(shown)
  })

  it('takes over a status that changed and text that is longer', () => {
    const stopped = message('a2', 'u2', { status: 'stopped' })
    expect(mergeStored(shown, [...tree.slice(0, 3), stopped])[3]?.metadata?.status).toBe('stopped')
    const longer = message('a2', 'u2', { parts: [{ type: 'text', text: 'x'.repeat(99) }] })
    expect(mergeStored(shown, [...tree.slice(0, 3), longer])[3]?.parts).toEqual(longer.parts)
  })

  it('takes over the versions of a message', () => {
    const versions = message('a2', 'u2', { siblings: ['a2', 'a5'] })
    const merged = mergeStored(shown, [...tree.slice(0, 3), versions])
    expect(merged[3]?.metadata?.siblings).toEqual(['a2', 'a5'])
    const alone = tree.slice(0, 4).map((each) => ({ ...each, siblings: [each.id] }))
    expect(mergeStored(shown, alone)).toBe(shown)
  })

  it('never replaces an ended answer by an earlier reading of it', () => {
    const reading = message('a2', 'u2', { status: 'streaming', parts: [] })
    expect(mergeStored(shown, [...tree.slice(0, 3), reading])).toBe(shown)
  })

  it('shows a chat that was empty', () => {
    expect(idsOf(mergeStored([], tree.slice(0, 2)))).toEqual(['u1', 'a1'])
  })
})
