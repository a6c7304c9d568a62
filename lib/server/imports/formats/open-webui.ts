import { isRecord } from '#lib/contracts/is-record.ts'
import type { FormatReader, ImportedFile, ImportedMessage } from '../imported-chat.ts'
import { UnreadableChatError } from '../imported-chat.ts'
import { listField, recordField, textField, timeField } from '../json-fields.ts'

/** Open WebUI's chat export: a history of messages by id. */
export const openWebUi: FormatReader = {
  format: 'open-webui',
  matches: ({ chat }) => isRecord(chat) && ('history' in chat || 'messages' in chat),
  read(entry) {
    const chat = recordField(entry.chat)
    const history = recordField(chat.history)
    if (!isRecord(history.messages)) throw new UnreadableChatError('It has no messages.')
    return {
      sourceId: textField(entry.id) ?? textField(chat.id) ?? '',
      title: textField(entry.title) ?? textField(chat.title) ?? '',
      createdAt: timeField(entry.created_at) ?? timeField(chat.timestamp),
      updatedAt: timeField(entry.updated_at),
      archived: entry.archived === true,
      pinned: entry.pinned === true,
      messages: Object.entries(history.messages).map(([id, message]) =>
        toMessage(id, recordField(message)),
      ),
      leafId: textField(history.currentId),
    }
  },
}

const reasoningBegin = '<details type="reasoning"'
const reasoningEnd = '</details>'

function toMessage(id: string, message: Record<string, unknown>): ImportedMessage {
  const { reasoning, text } = splitReasoning(textField(message.content) ?? '')
  return {
    id,
    parentId: textField(message.parentId),
    role: message.role === 'user' ? 'user' : 'assistant',
    parts: [
      ...(reasoning ? [{ type: 'reasoning' as const, text: reasoning }] : []),
      ...(text ? [{ type: 'text' as const, text }] : []),
    ],
    files: listField(message.files).flatMap(toFile),
    at: timeField(message.timestamp),
    model: textField(message.model),
  }
}

const dataUrl = /^data:image\/([a-z0-9.+-]+);base64,/

/** A picture whose bytes stand in the message; files of Open WebUI's own store are not exported. */
function toFile(file: unknown, index: number): ImportedFile[] {
  const { url, name } = recordField(file)
  const [begin, type] = dataUrl.exec(textField(url) ?? '') ?? []
  if (begin === undefined) return []
  const base64 = String(url).slice(begin.length)
  return [{ name: textField(name) ?? `picture-${index + 1}.${type}`, base64 }]
}

/** Open WebUI writes reasoning as a `details` element at the beginning of the answer. */
function splitReasoning(content: string): { reasoning: string; text: string } {
  const end = content.indexOf(reasoningEnd)
  if (!content.startsWith(reasoningBegin) || end === -1)
    return { reasoning: '', text: content.trim() }
  const inner = content.slice(content.indexOf('>') + 1, end)
  const summaryEnd = inner.indexOf('</summary>')
  const lines = inner.slice(summaryEnd === -1 ? 0 : summaryEnd + '</summary>'.length).split('\n')
  const reasoning = lines.map((line) => line.replace(/^\s*(?:&gt;|>) ?/, '')).join('\n')
  return { reasoning: reasoning.trim(), text: content.slice(end + reasoningEnd.length).trim() }
}
