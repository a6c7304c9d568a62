import { createHash } from 'node:crypto'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { clean } from '../http/read-body.ts'
import {
  type ImportedChat,
  type ImportedFile,
  type ImportedMessage,
  UnreadableChatError,
} from './imported-chat.ts'

/** A message ready to store: parents precede their children, and times ascend. */
export interface ArrangedMessage {
  id: string
  parentId: string | null
  role: 'user' | 'assistant'
  parts: LumosMessage['parts']
  files: ImportedFile[]
  at: number
  model: string | null
}

const longestId = 100

/**
 * Converts an imported tree to Lumos's form: messages without visible content are removed and their
 * children attached to the parent; the pieces of one answer, split by tool calls, become one
 * message.
 * @throws UnreadableChatError if nothing can be shown
 */
export function arrangeMessages(chat: ImportedChat): {
  messages: ArrangedMessage[]
  leafId: string | null
} {
  const byId = new Map(chat.messages.map((message) => [message.id, message]))
  const ordered = parentsFirst(byId)
  if (ordered.length === 0 && byId.size > 0) {
    throw new UnreadableChatError('Its messages refer to each other in a circle.')
  }
  const shown = ordered.filter(isShown)
  if (shown.length === 0) throw new UnreadableChatError('It has no messages with text.')
  const parents = shownParents(ordered)
  const children = Map.groupBy(shown, ({ id }) => parents.get(id) ?? null)
  /** Maps each imported message to the stored message that contains it. */
  const stored = new Map<string, ArrangedMessage>()
  let latest = chat.createdAt ?? 0
  for (const message of shown) {
    const parent = stored.get(parents.get(message.id) ?? '')
    const isOnlyChild = children.get(parents.get(message.id) ?? null)?.length === 1
    if (parent && parent.role === 'assistant' && message.role === 'assistant' && isOnlyChild) {
      parent.parts.push(...message.parts.map(cleanPart))
      parent.files.push(...message.files)
      stored.set(message.id, parent)
      continue
    }
    const after = (parent?.at ?? chat.createdAt ?? latest) + 1
    const at = Math.max(message.at ?? after, after)
    latest = at
    stored.set(message.id, {
      id: shortId(message.id),
      parentId: parent?.id ?? null,
      role: message.role,
      parts: message.parts.map(cleanPart),
      files: [...message.files],
      at,
      model: message.model,
    })
  }
  const messages = [...new Set(stored.values())]
  return { messages, leafId: leafOf(chat, parents, stored) }
}

/** Messages with parents before children; messages in a cycle are left out. */
function parentsFirst(byId: Map<string, ImportedMessage>): ImportedMessage[] {
  const children = Map.groupBy(byId.values(), ({ parentId }) =>
    parentId !== null && byId.has(parentId) ? parentId : null,
  )
  const ordered: ImportedMessage[] = []
  const waiting = [...(children.get(null) ?? [])].reverse()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    ordered.push(next)
    for (const child of (children.get(next.id) ?? []).toReversed()) waiting.push(child)
  }
  return ordered
}

function isShown({ parts, files }: ImportedMessage): boolean {
  return parts.length > 0 || files.length > 0
}

/** The nearest ancestor with visible content for each message. Expects parents first. */
function shownParents(ordered: ImportedMessage[]): Map<string, string | null> {
  const shown = new Set<string>()
  const parents = new Map<string, string | null>()
  for (const message of ordered) {
    const { id, parentId } = message
    if (isShown(message)) shown.add(id)
    const isShownParent = parentId !== null && shown.has(parentId)
    parents.set(id, isShownParent ? parentId : (parents.get(parentId ?? '') ?? null))
  }
  return parents
}

function leafOf(
  { leafId }: ImportedChat,
  parents: Map<string, string | null>,
  stored: Map<string, ArrangedMessage>,
): string | null {
  if (leafId === null) return null
  return stored.get(leafId)?.id ?? stored.get(parents.get(leafId) ?? '')?.id ?? null
}

function cleanPart<T extends LumosMessage['parts'][number]>(part: T): T {
  return 'text' in part ? { ...part, text: clean(part.text) } : part
}

function shortId(id: string): string {
  const cleaned = clean(id)
  return cleaned !== '' && cleaned.length <= longestId
    ? cleaned
    : createHash('sha256').update(id).digest('hex')
}
