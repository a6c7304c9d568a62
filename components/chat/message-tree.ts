import type { ChatMessage, LumosMessage } from '#lib/contracts/chat.ts'

/** The messages from the root to a leaf; the newest leaf when none is named. */
export function branchTo(messages: ChatMessage[], leafId?: string): ChatMessage[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const branch: ChatMessage[] = []
  let current = (leafId && byId.get(leafId)) || messages.at(-1)
  while (current && !branch.includes(current)) {
    branch.unshift(current)
    current = current.parentId === null ? undefined : byId.get(current.parentId)
  }
  return branch
}

/** A message and the others that answer the same one, oldest first. */
export function siblingsOf(messages: ChatMessage[], id: string): ChatMessage[] {
  const message = messages.find((other) => other.id === id)
  if (!message) return []
  return messages.filter(
    ({ parentId, role }) => parentId === message.parentId && role === message.role,
  )
}

/** The newest leaf below a message, or the message itself. */
export function newestLeafBelow(messages: ChatMessage[], id: string): string {
  const child = messages.findLast(({ parentId }) => parentId === id)
  return child ? newestLeafBelow(messages, child.id) : id
}

/** A stored message as the chat hook works with it. */
export function toLumosMessage(message: ChatMessage): LumosMessage {
  const { id, role, parts, status, statusReason, turnId, metadata } = message
  return {
    id,
    role,
    parts,
    metadata: {
      ...metadata,
      status,
      ...(statusReason && { statusReason }),
      ...(turnId && { turnId }),
    },
  }
}
