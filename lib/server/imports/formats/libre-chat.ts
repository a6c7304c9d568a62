import { isRecord } from '#lib/contracts/is-record.ts'
import type { FormatReader, ImportedMessage } from '../imported-chat.ts'
import { UnreadableChatError } from '../imported-chat.ts'
import { listField, recordField, textField, timeField } from '../json-fields.ts'

/** LibreChat's JSON export: messages in a list, or nested in their parents' `children`. */
export const libreChat: FormatReader = {
  format: 'librechat',
  matches: (chat) => 'conversationId' in chat,
  read(chat) {
    const listed = chat.messages ?? chat.messagesTree
    if (!Array.isArray(listed)) throw new UnreadableChatError('It has no messages.')
    const messages = flatten(listed).map(toMessage)
    return {
      sourceId: textField(chat.conversationId) ?? '',
      title: textField(chat.title) ?? '',
      createdAt: timeField(chat.createdAt) ?? messages[0]?.at ?? null,
      updatedAt: timeField(chat.updatedAt),
      archived: chat.isArchived === true,
      pinned: false,
      messages,
      leafId: messages.at(-1)?.id ?? null,
    }
  },
}

function flatten(messages: unknown[]): Record<string, unknown>[] {
  const flat: Record<string, unknown>[] = []
  const waiting = [...messages].reverse()
  while (waiting.length > 0) {
    const message = waiting.pop()
    if (!isRecord(message)) continue
    flat.push(message)
    for (const child of listField(message.children).toReversed()) waiting.push(child)
  }
  return flat
}

function toMessage(message: Record<string, unknown>, index: number): ImportedMessage {
  const blocks = listField(message.content).map(recordField)
  const textOf = (type: string, field: string) =>
    blocks
      .filter((block) => block.type === type)
      .map((block) => {
        const value = block[field]
        return textField(value) ?? textField(recordField(value).value) ?? ''
      })
      .join('\n\n')
      .trim()
  const text = (textField(message.text) ?? '').trim() || textOf('text', 'text')
  const thoughts = textOf('think', 'think')
  return {
    id: textField(message.messageId) ?? `message-${index}`,
    parentId: textField(message.parentMessageId),
    role: message.isCreatedByUser === true ? 'user' : 'assistant',
    parts: [
      ...(thoughts ? [{ type: 'reasoning' as const, text: thoughts }] : []),
      ...(text ? [{ type: 'text' as const, text }] : []),
    ],
    files: [],
    at: timeField(message.createdAt),
    model: textField(message.model),
  }
}
