import type { FormatReader, ImportedMessage } from '../imported-chat.ts'
import { UnreadableChatError } from '../imported-chat.ts'
import { listField, recordField, textField, timeField } from '../json-fields.ts'

/** Claude's data export: a list of messages, or a tree if messages name a parent. */
export const claude: FormatReader = {
  format: 'claude',
  matches: (chat) => 'chat_messages' in chat,
  read(chat) {
    if (!Array.isArray(chat.chat_messages)) throw new UnreadableChatError('It has no messages.')
    let previous: string | null = null
    const messages = chat.chat_messages.map((each, index): ImportedMessage => {
      const message = toMessage(recordField(each), index, previous)
      previous = message.id
      return message
    })
    return {
      sourceId: textField(chat.uuid) ?? '',
      title: textField(chat.name) ?? '',
      createdAt: timeField(chat.created_at),
      updatedAt: timeField(chat.updated_at),
      archived: false,
      pinned: chat.is_starred === true,
      messages,
      leafId: textField(chat.current_leaf_message_uuid),
    }
  },
}

/** The parent id of a first message. */
const noParent = '00000000-0000-4000-8000-000000000000'

function toMessage(
  message: Record<string, unknown>,
  index: number,
  previous: string | null,
): ImportedMessage {
  const blocks = listField(message.content).map(recordField)
  const textOf = (type: string, field: string) =>
    blocks
      .filter((block) => block.type === type)
      .map((block) => textField(block[field]) ?? '')
      .filter((text) => text.trim() !== '')
      .join('\n\n')
  const attached = listField(message.attachments)
    .map(recordField)
    .map((file) => quoteFile(textField(file.file_name), textField(file.extracted_content)))
  const own = textOf('text', 'text') || (textField(message.text) ?? '')
  const text = [own, ...attached].filter((each) => each.trim() !== '').join('\n\n')
  const thoughts = textOf('thinking', 'thinking')
  const parent = textField(message.parent_message_uuid)
  return {
    id: textField(message.uuid) ?? `message-${index}`,
    parentId: parent === noParent ? null : (parent ?? previous),
    role: message.sender === 'human' ? 'user' : 'assistant',
    parts: [
      ...(thoughts ? [{ type: 'reasoning' as const, text: thoughts }] : []),
      ...(text ? [{ type: 'text' as const, text }] : []),
    ],
    files: [],
    at: timeField(message.created_at),
    model: textField(message.model),
  }
}

/** The export contains a document's text only, not the file. */
function quoteFile(name: string | null, text: string | null): string {
  if (!text?.trim()) return ''
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${name ?? ''}\n\n${fence}\n${text}\n${fence}`.trim()
}

function longestRun(text: string): number {
  // Spread arguments would exceed the engine's limit of some 100,000.
  return (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0)
}
