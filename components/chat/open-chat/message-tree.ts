import { branchTo, newestLeafBelow, shownBranch } from '#lib/contracts/chat/branch.ts'
import type { ChatMessage, LumosMessage } from '#lib/contracts/chat/chat.ts'

/** A message and its siblings, which answer the same message, oldest first. */
export function siblingsOf(messages: ChatMessage[], id: string): ChatMessage[] {
  const message = messages.find((other) => other.id === id)
  if (!message) return []
  return messages.filter(
    ({ parentId, role }) => parentId === message.parentId && role === message.role,
  )
}

/**
 * The messages to show after the stored ones were read again: the same branch with its additions.
 * Unchanged messages stay the same objects, and so does an unchanged list. `leafId` selects the
 * branch; null selects the newest. While a shown message is not stored yet, the stored state is
 * older and nothing changes.
 */
export function mergeStored(
  shown: LumosMessage[],
  stored: ChatMessage[],
  leafId?: string | null,
): LumosMessage[] {
  const ids = new Set(stored.map(({ id }) => id))
  if (!shown.every(({ id }) => ids.has(id))) return shown
  const last = shown.at(-1)
  const branch =
    leafId === undefined
      ? branchTo(stored, last && newestLeafBelow(stored, last.id))
      : shownBranch(stored, leafId)
  const shownById = new Map(shown.map((message) => [message.id, message]))
  const merged = branch.map((message) => {
    const before = shownById.get(message.id)
    return before && isUpToDate(before, message) ? before : toLumosMessage(message)
  })
  const isSame = merged.length === shown.length && merged.every((m, index) => m === shown[index])
  return isSame ? shown : merged
}

function isUpToDate(shown: LumosMessage, stored: ChatMessage): boolean {
  if (stored.role === 'assistant' && stored.status !== 'streaming') {
    if (shown.metadata?.status !== stored.status) return false
    if (shown.metadata?.feedback?.value !== stored.feedback?.value) return false
    // The browser's timing is stored after the answer.
    if (stored.metadata?.browser && !shown.metadata?.browser) return false
  }
  return textLength(shown.parts) >= textLength(stored.parts)
}

/** UTF-16 units of text and reasoning. */
export function textLength(parts: LumosMessage['parts']): number {
  return parts.reduce((sum, part) => sum + ('text' in part ? part.text.length : 0), 0)
}

/** Converts a stored message to the chat hook's type. */
export function toLumosMessage(message: ChatMessage): LumosMessage {
  const { id, role, parts, status, statusReason, turnId, feedback, metadata } = message
  return {
    id,
    role,
    parts,
    metadata: {
      ...metadata,
      status,
      ...(statusReason && { statusReason }),
      ...(turnId && { turnId }),
      ...(feedback && { feedback }),
    },
  }
}
