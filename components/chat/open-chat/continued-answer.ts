import type { LumosMessage } from '#lib/contracts/chat.ts'
import { textLength } from './message-tree.ts'

/** The part of an open chat that a continued answer needs. */
export interface ContinuableChat {
  readonly chat: { messages: LumosMessage[] }
  /** The answer that is continued, shown until the server has sent as much of it. */
  continued: LumosMessage | null
}

/**
 * Empties the chat's last answer for its continuation, whose stream brings the whole message
 * again, and keeps it to be shown meanwhile.
 * @returns false when the message is not the last one
 */
export function beginContinuation(openChat: ContinuableChat, messageId: string): boolean {
  const { chat } = openChat
  const message = chat.messages.at(-1)
  if (message?.id !== messageId) return false
  openChat.continued = message
  // The continuation has a wait of its own.
  const { status: _, statusReason: _reason, timing: _timing, ...rest } = message.metadata ?? {}
  const { browser: _browser, ...metadata } = rest
  chat.messages = [...chat.messages.slice(0, -1), { ...message, metadata, parts: [] }]
  return true
}

/** After the run: puts back what did not come again, because the server could not be asked. */
export function endContinuation(openChat: ContinuableChat): void {
  const { chat, continued } = openChat
  openChat.continued = null
  const last = chat.messages.at(-1)
  if (continued && last?.id === continued.id && last.parts.length === 0) {
    chat.messages = [...chat.messages.slice(0, -1), continued]
  }
}

/** The messages as shown: a kept answer stays until as much of it has come again. */
export function withContinued(
  messages: LumosMessage[],
  continued: LumosMessage | null,
): LumosMessage[] {
  const last = messages.at(-1)
  if (!continued || last?.id !== continued.id) return messages
  const isBehind = textLength(last.parts) < textLength(continued.parts)
  return isBehind ? [...messages.slice(0, -1), { ...last, parts: continued.parts }] : messages
}

/** Whether the answer has visible text, or thoughts, that were not there before the turn. */
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
