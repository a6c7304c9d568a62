/** The fields of a message that the tree functions read. */
interface TreeMessage {
  id: string
  parentId: string | null
}

/** The messages from the root to a leaf; to the newest leaf if none is given. */
export function branchTo<T extends TreeMessage>(messages: T[], leafId?: string | null): T[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const branch: T[] = []
  let current = (leafId && byId.get(leafId)) || messages.at(-1)
  while (current && !branch.includes(current)) {
    branch.unshift(current)
    current = current.parentId === null ? undefined : byId.get(current.parentId)
  }
  return branch
}

/** The newest leaf below a message, or the message itself. */
export function newestLeafBelow(messages: TreeMessage[], id: string): string {
  const child = messages.findLast(({ parentId }) => parentId === id)
  return child ? newestLeafBelow(messages, child.id) : id
}

/** The shown branch of a chat: through the chosen message to the newest leaf below it. */
export function shownBranch<T extends TreeMessage>(messages: T[], leafId: string | null): T[] {
  const isThere = leafId !== null && messages.some(({ id }) => id === leafId)
  return branchTo(messages, isThere ? newestLeafBelow(messages, leafId) : null)
}
