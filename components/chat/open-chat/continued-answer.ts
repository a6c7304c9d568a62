import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { textLength } from './message-tree.ts'

/** The part of an open chat that a continued answer needs. */
export interface ContinuableChat {
  readonly chat: { messages: LumosMessage[] }
  /** The answer being continued, shown until the stream has sent at least as much text. */
  continued: LumosMessage | null
}

/**
 * Empties the chat's last answer for its continuation, whose stream sends the whole message again,
 * and stores the previous text to show meanwhile.
 * @returns false when the message is not the last one
 */
export function beginContinuation(openChat: ContinuableChat, messageId: string): boolean {
  const { chat } = openChat
  const message = chat.messages.at(-1)
  if (message?.id !== messageId) return false
  openChat.continued = message
  // The continuation gets its own status and timing.
  const { status: _, statusReason: _reason, timing: _timing, ...rest } = message.metadata ?? {}
  const { browser: _browser, ...metadata } = rest
  chat.messages = [...chat.messages.slice(0, -1), { ...message, metadata, parts: [] }]
  return true
}

/**
 * After the run: restores the previous text if the stream did not send it again, because the
 * request failed.
 */
export function endContinuation(openChat: ContinuableChat): void {
  const { chat, continued } = openChat
  openChat.continued = null
  const last = chat.messages.at(-1)
  if (continued && last?.id === continued.id && last.parts.length === 0) {
    chat.messages = [...chat.messages.slice(0, -1), continued]
  }
}

/**
 * The messages as shown: the continued answer keeps its previous text until the stream has sent as
 * much.
 */
export function withContinued(
  messages: LumosMessage[],
  continued: LumosMessage | null,
): LumosMessage[] {
  const last = messages.at(-1)
  if (!continued || last?.id !== continued.id) return messages
  const isBehind = textLength(last.parts) < textLength(continued.parts)
  return isBehind ? [...messages.slice(0, -1), { ...last, parts: continued.parts }] : messages
}

/** Whether the answer has visible text of this type that did not exist before the turn. */
export function hasNew(
  type: 'text' | 'reasoning',
  message: LumosMessage | undefined,
  continued: LumosMessage | null,
): boolean {
  if (message?.role !== 'assistant') return false
  const lengthOf = ({ parts }: LumosMessage) =>
    textLength(parts.filter((part) => part.type === type && part.text.trim() !== ''))
  return lengthOf(message) > (continued?.id === message.id ? lengthOf(continued) : 0)
}
