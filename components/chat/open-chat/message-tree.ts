import type { ChatDetail, ChatMessage, LumosMessage } from '#lib/contracts/chat/chat.ts'

/** The loaded end of a chat's shown branch, oldest first. */
export interface LoadedBranch {
  messages: ChatMessage[]
  /** Leads to the messages above; null when there are none. */
  nextCursor: string | null
}

export const nothingLoaded: LoadedBranch = { messages: [], nextCursor: null }

/** What is loaded after a page was read: the page, below the messages above it that are loaded. */
export function joinPage(
  loaded: LoadedBranch,
  { messages, nextCursor = null }: Pick<ChatDetail, 'messages' | 'nextCursor'>,
): LoadedBranch {
  const parent = loaded.messages.findIndex(({ id }) => id === messages[0]?.parentId)
  if (parent < 0) return { messages, nextCursor }
  return { ...loaded, messages: [...loaded.messages.slice(0, parent + 1), ...messages] }
}

/**
 * The messages to show after stored ones were read. Unchanged messages stay the same objects, and
 * so does an unchanged list. While a shown message was never read, it is not stored yet: the stored
 * state is older and nothing changes.
 * @param before what was loaded before
 */
export function mergeStored(
  shown: LumosMessage[],
  stored: ChatMessage[],
  before: ChatMessage[] = [],
): LumosMessage[] {
  const read = new Set([...before, ...stored].map(({ id }) => id))
  if (!shown.every(({ id }) => read.has(id))) return shown
  const shownById = new Map(shown.map((message) => [message.id, message]))
  const merged = stored.map((message) => {
    const known = shownById.get(message.id)
    return known && isUpToDate(known, message) ? known : toLumosMessage(message)
  })
  const isSame = merged.length === shown.length && merged.every((m, index) => m === shown[index])
  return isSame ? shown : merged
}

function isUpToDate(shown: LumosMessage, stored: ChatMessage): boolean {
  if (`${shown.metadata?.siblings}` !== `${versionsOf(stored)}`) return false
  if (stored.role === 'assistant' && stored.status !== 'streaming') {
    if (shown.metadata?.status !== stored.status) return false
    if (shown.metadata?.feedback?.value !== stored.feedback?.value) return false
    // The browser's timing is stored after the answer.
    if (stored.metadata?.browser && !shown.metadata?.browser) return false
  }
  return textLength(shown.parts) >= textLength(stored.parts)
}

/** The ids of a message's versions, if it has several. */
function versionsOf({ siblings = [] }: ChatMessage): string[] | undefined {
  return siblings.length > 1 ? siblings : undefined
}

/** UTF-16 units of text and reasoning. */
export function textLength(parts: LumosMessage['parts']): number {
  return parts.reduce((sum, part) => sum + ('text' in part ? part.text.length : 0), 0)
}

/** Converts a stored message to the chat hook's type. */
export function toLumosMessage(message: ChatMessage): LumosMessage {
  const { id, role, parts, status, statusReason, turnId, feedback, metadata } = message
  const siblings = versionsOf(message)
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
      ...(siblings && { siblings }),
    },
  }
}
