/** Selects chats of one user; what is undefined does not matter. */
export interface ChatFilters {
  userId: string
  /** Null selects chats without a folder. */
  folderId?: string | null | undefined
  agentId?: string | undefined
  pinned?: boolean | undefined
  archived?: boolean | undefined
  /** Only the bin, or only what is not in it. */
  isInBin?: boolean
  /** Of the latest change, ISO 8601. */
  since?: string | undefined
  until?: string | undefined
  /** The last chat of the page before. */
  before: { at: Date; id: string } | null
}

/** The SQL condition of chats `c`. Its parameters are appended to `values`. */
export function listedChats(filters: ChatFilters, values: unknown[]): string {
  const { userId, folderId, agentId, pinned, archived, isInBin, since, until, before } = filters
  const given = (value: unknown) => `$${values.push(value)}`
  const conditions = [
    `c."userId" = ${given(userId)}`,
    'NOT c.temporary',
    isInBin ? 'c."deletedAt" IS NOT NULL' : 'c."deletedAt" IS NULL',
    folderId === null && 'c."folderId" IS NULL',
    folderId && `c."folderId" = ${given(folderId)}`,
    agentId && `c."agentId" = ${given(agentId)}`,
    pinned !== undefined && (pinned ? 'c.pinned' : 'NOT c.pinned'),
    archived !== undefined && (archived ? 'c.archived' : 'NOT c.archived'),
    since && `c."updatedAt" >= ${given(since)}::timestamptz`,
    until && `c."updatedAt" < ${given(until)}::timestamptz`,
    before &&
      `(c."updatedAt", c.id) < (${given(before.at)}::timestamptz, ${given(before.id)}::uuid)`,
  ]
  return conditions.filter(Boolean).join(' AND ')
}
