import { describe, expect, it } from 'vitest'
import { branchTo, newestLeafBelow } from '#lib/contracts/chat/branch.ts'
import type { ChatMessage } from '#lib/contracts/chat/chat.ts'
import { mergeStored, siblingsOf, toLumosMessage } from './message-tree.ts'

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

  it('knows the versions of answers, questions and first questions', () => {
    expect(idsOf(siblingsOf(tree, 'a1'))).toEqual(['a1', 'a4'])
    expect(idsOf(siblingsOf(tree, 'u3'))).toEqual(['u2', 'u3'])
    expect(idsOf(siblingsOf([...tree, message('u9', null)], 'u1'))).toEqual(['u1', 'u9'])
  })

  it('goes on below a version with its newest follow-up', () => {
    expect(newestLeafBelow(tree, 'a1')).toBe('a3')
  })

  it('ends with a parent that leads back to itself', () => {
    expect(idsOf(branchTo([message('u1', 'a1'), message('a1', 'u1')]))).toHaveLength(2)
  })
})

describe('mergeStored', () => {
  const shown = tree.slice(0, 4).map(toLumosMessage)

  it('leaves the list alone when nothing is new', () => {
    expect(mergeStored(shown, tree.slice(0, 4))).toBe(shown)
  })

  it('stays on the branch that is read when another one is newer', () => {
    expect(mergeStored(shown, tree)).toBe(shown)
  })

  it('adds what another page wrote, and keeps the objects of what is there', () => {
    const merged = mergeStored(shown.slice(0, 2), tree.slice(0, 4))
    expect(idsOf(merged)).toEqual(['u1', 'a1', 'u2', 'a2'])
    expect(merged[1]).toBe(shown[1])
  })

  it('changes nothing while a shown message is not stored', () => {
    expect(mergeStored(shown, tree.slice(0, 3))).toBe(shown)
  })

  it('takes over a status that changed and text that is longer', () => {
    const stopped = message('a2', 'u2', { status: 'stopped' })
    expect(mergeStored(shown, [...tree.slice(0, 3), stopped])[3]?.metadata?.status).toBe('stopped')
    const longer = message('a2', 'u2', { parts: [{ type: 'text', text: 'x'.repeat(99) }] })
    expect(mergeStored(shown, [...tree.slice(0, 3), longer])[3]?.parts).toEqual(longer.parts)
  })

  it('never replaces an ended answer by an earlier reading of it', () => {
    const reading = message('a2', 'u2', { status: 'streaming', parts: [] })
    expect(mergeStored(shown, [...tree.slice(0, 3), reading])).toBe(shown)
  })

  it('shows a chat that was empty', () => {
    expect(idsOf(mergeStored([], tree.slice(0, 2)))).toEqual(['u1', 'a1'])
  })
})
