import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'

/** What a list of chats holds; what is missing does not matter. */
export interface ChatFilter {
  query?: string
  /** `none`: chats without a folder. */
  folderId?: string
  agentId?: string
  pinned?: boolean
  archived?: boolean
  /** The bin. */
  deleted?: boolean
  /** ISO 8601. */
  since?: string
}

/** A chat as a change leaves it. */
export type ListedChat = ChatSummary & { isDeleted?: boolean }

/** Whether a list shows a chat, as far as the page can tell: it does not search. */
export function fits(chat: ListedChat, filter: ChatFilter): boolean {
  const { query, folderId, agentId, pinned, archived, deleted = false, since } = filter
  const isInBin = chat.isDeleted ?? chat.deletedAt !== undefined
  const isArchiveOpen = Boolean(query) || deleted
  return (
    isInBin === deleted &&
    (pinned === undefined || chat.pinned === pinned) &&
    (archived === undefined ? isArchiveOpen || !chat.archived : chat.archived === archived) &&
    (folderId === undefined || (chat.folderId ?? 'none') === folderId) &&
    (agentId === undefined || chat.agentId === agentId) &&
    (since === undefined || chat.updatedAt >= since)
  )
}

/**
 * A list with changes that the server may not know yet: what no longer fits is gone, what fits now is
 * at its place.
 * @param hasMore whether older chats follow, which the page has not read
 */
export function withChanges(
  chats: ChatSummary[],
  changed: ReadonlyMap<string, ListedChat>,
  filter: ChatFilter,
  hasMore: boolean,
): ChatSummary[] {
  if (changed.size === 0) return chats
  const shown = chats
    .map((chat) => ({ ...chat, ...changed.get(chat.id) }))
    .filter((chat) => !changed.has(chat.id) || fits(chat, filter))
  if (filter.query) return shown
  const oldest = hasMore ? (chats.at(-1)?.updatedAt ?? '') : ''
  const added = [...changed.values()].filter(
    (chat) =>
      fits(chat, filter) && chat.updatedAt >= oldest && !chats.some(({ id }) => id === chat.id),
  )
  if (added.length === 0) return shown
  return [...shown, ...added].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
}
