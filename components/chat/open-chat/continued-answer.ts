import type { LumosMessage } from '#lib/contracts/chat.ts'
import { textLength } from './message-tree.ts'

/** The part of an open chat that a continued answer needs. */
interface ContinuableChat {
  readonly chat: { messages: LumosMessage[] }
  /** The answer that is continued, shown until the server has sent as much of it. */
  kept: LumosMessage | null
}

/**
 * Empties the chat's last answer for its continuation, whose stream brings the whole message
 * again, and keeps it to be shown meanwhile.
 * @returns false when the message is not the last one
 */
export function keepAnswer(openChat: ContinuableChat, messageId: string): boolean {
  const { chat } = openChat
  const message = chat.messages.at(-1)
  if (message?.id !== messageId) return false
  openChat.kept = message
  const { status: _, statusReason: _reason, ...metadata } = message.metadata ?? {}
  chat.messages = [...chat.messages.slice(0, -1), { ...message, metadata, parts: [] }]
  return true
}

/** After the run: puts back what did not come again, because the server could not be asked. */
export function endKeeping(openChat: ContinuableChat): void {
  const { chat, kept } = openChat
  openChat.kept = null
  const last = chat.messages.at(-1)
  if (kept && last?.id === kept.id && last.parts.length === 0) {
    chat.messages = [...chat.messages.slice(0, -1), kept]
  }
}

/** The messages as shown: a kept answer stays until as much of it has come again. */
export function withKept(messages: LumosMessage[], kept: LumosMessage | null): LumosMessage[] {
  const last = messages.at(-1)
  if (!kept || last?.id !== kept.id) return messages
  const isBehind = textLength(last.parts) < textLength(kept.parts)
  return isBehind ? [...messages.slice(0, -1), { ...last, parts: kept.parts }] : messages
}

/** Whether the answer has text, or thoughts, that were not there before the turn. */
export function hasNew(
  type: 'text' | 'reasoning',
  message: LumosMessage | undefined,
  kept: LumosMessage | null,
): boolean {
  if (message?.role !== 'assistant') return false
  const length = ({ parts }: LumosMessage) => textLength(parts.filter((part) => part.type === type))
  return length(message) > (kept?.id === message.id ? length(kept) : 0)
}
