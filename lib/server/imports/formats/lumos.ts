import type { FormatReader, ImportedMessage } from '../imported-chat.ts'
import { UnreadableChatError } from '../imported-chat.ts'
import { listField, recordField, textField, timeField } from '../json-fields.ts'

/** Type field of a chat in a Lumos export. */
export const lumosChatType = 'lumos-chat'

/** Lumos's export, see `export-chat.ts`. */
export const lumos: FormatReader = {
  format: 'lumos',
  matches: (chat) => chat.type === lumosChatType,
  read(chat, archive) {
    if (!Array.isArray(chat.messages)) throw new UnreadableChatError('It has no messages.')
    return {
      sourceId: textField(chat.id) ?? '',
      title: textField(chat.title) ?? '',
      createdAt: timeField(chat.createdAt),
      updatedAt: timeField(chat.updatedAt),
      archived: chat.archived === true,
      pinned: chat.pinned === true,
      messages: chat.messages.map((message, index) => {
        const fields = recordField(message)
        const parts = listField(fields.parts).map(recordField)
        return {
          id: textField(fields.id) ?? `message-${index}`,
          parentId: textField(fields.parentId),
          role: fields.role === 'user' ? 'user' : 'assistant',
          parts: parts.flatMap(shownPart),
          files: parts.flatMap((part) => {
            const file = part.type === 'file' ? archive.findFile(textField(part.url) ?? '') : null
            return file ? [file] : []
          }),
          at: timeField(fields.createdAt),
          model: textField(fields.model),
        } satisfies ImportedMessage
      }),
      leafId: textField(chat.leafId),
    }
  },
}

function shownPart(part: Record<string, unknown>): ImportedMessage['parts'] {
  const text = textField(part.text)
  if (text === null || (part.type !== 'text' && part.type !== 'reasoning')) return []
  return [{ type: part.type, text }]
}
