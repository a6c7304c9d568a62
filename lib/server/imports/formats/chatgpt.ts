import { isRecord } from '#lib/contracts/is-record.ts'
import type { ArchiveNames, FormatReader, ImportedFile, ImportedMessage } from '../imported-chat.ts'
import { UnreadableChatError } from '../imported-chat.ts'
import { listField, recordField, textField, timeField } from '../json-fields.ts'

/** ChatGPT's data export: a tree of nodes by id, which includes tools and hidden messages. */
export const chatGpt: FormatReader = {
  format: 'chatgpt',
  matches: (chat) => 'mapping' in chat,
  read(chat, archive) {
    if (!isRecord(chat.mapping)) throw new UnreadableChatError('It has no messages.')
    const nodes = Object.entries(chat.mapping).filter((entry): entry is [string, Node] =>
      isRecord(entry[1]),
    )
    return {
      sourceId: textField(chat.conversation_id) ?? textField(chat.id) ?? '',
      title: textField(chat.title) ?? '',
      createdAt: timeField(chat.create_time),
      updatedAt: timeField(chat.update_time),
      archived: chat.is_archived === true,
      pinned: chat.is_starred === true,
      messages: nodes.map(([id, node]) => toMessage(id, node, archive)).filter((each) => !!each),
      leafId: textField(chat.current_node),
    }
  },
}

type Node = Record<string, unknown>

/**
 * A node without visible content becomes a message without parts, so that the tree stays connected.
 */
function toMessage(id: string, node: Node, archive: ArchiveNames): ImportedMessage {
  const message = recordField(node.message)
  const metadata = recordField(message.metadata)
  const role = textField(recordField(message.author).role)
  const isShown =
    (role === 'user' || role === 'assistant') &&
    metadata.is_visually_hidden_from_conversation !== true &&
    // Tool calls have the tool as recipient.
    (textField(message.recipient) ?? 'all') === 'all'
  const { parts, files } = isShown
    ? contentOf(recordField(message.content), metadata, archive)
    : { parts: [], files: [] }
  return {
    id,
    parentId: textField(node.parent),
    role: role === 'user' ? 'user' : 'assistant',
    parts,
    files,
    at: timeField(message.create_time),
    model: textField(metadata.model_slug),
  }
}

function contentOf(content: Node, metadata: Node, archive: ArchiveNames) {
  const files: ImportedFile[] = []
  const add = (id: string | null) => {
    const file = id ? archive.findFile(id) : null
    if (file && !files.some(({ entry }) => entry === file.entry)) files.push(file)
  }
  const texts: string[] = []
  for (const part of listField(content.parts)) {
    if (typeof part === 'string') texts.push(part)
    else if (isRecord(part)) {
      const pointer = textField(part.asset_pointer)
      if (pointer) add(pointer.replace(/^[a-z-]+:\/\//, ''))
      else texts.push(textField(part.text) ?? '')
    }
  }
  for (const attachment of listField(metadata.attachments))
    add(textField(recordField(attachment).id))
  if (content.content_type === 'code') texts.push(codeBlock(content))
  const text = withoutMarks(texts.filter((each) => each.trim() !== '').join('\n\n'))
  const thoughts = listField(content.thoughts)
    .map((thought) => textField(recordField(thought).content) ?? '')
    .filter(Boolean)
    .join('\n\n')
  return {
    files,
    parts: [
      ...(thoughts ? [{ type: 'reasoning' as const, text: thoughts }] : []),
      ...(text ? [{ type: 'text' as const, text }] : []),
    ],
  }
}

function codeBlock(content: Node): string {
  const text = textField(content.text) ?? ''
  return text ? `\`\`\`${textField(content.language) ?? ''}\n${text}\n\`\`\`` : ''
}

const [markBegin, markEnd] = ['\ue200', '\ue201']

/**
 * Removes citation marks: private-use characters around references whose sources are not exported.
 */
function withoutMarks(text: string): string {
  const [first = '', ...rest] = text.split(markBegin)
  const others = rest.map((piece) => {
    const end = piece.indexOf(markEnd)
    return end === -1 ? piece : piece.slice(end + 1)
  })
  return [first, ...others].join('')
}
