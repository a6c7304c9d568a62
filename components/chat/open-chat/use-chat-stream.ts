'use client'

import { useEffect, useMemo } from 'react'
import { forgetUnsent } from '#components/app/unsent-chats.ts'
import type { ChatDetail } from '#lib/contracts/chat/chat.ts'
import { hasNew, withContinued } from './continued-answer.ts'
import { notePaint, noteThoughtPaint } from './live-turn.ts'
import type { OpenChat } from './open-chat.ts'
import { useIsRunning } from './running-chats.ts'
import { useChatClient } from './use-chat-client.ts'

/** Shortest time between two renderings of streaming answer text, and of reasoning text. */
const textEveryMs = 50
const reasoningEveryMs = 16

/** The state of a chat as shown: streamed messages combined with the stored ones. */
export function useChatStream(openChat: OpenChat, detail: ChatDetail | undefined) {
  const { chat, live } = openChat
  const { messages: received, status, error } = useChatClient(chat, renderEveryMs(openChat))
  const messages = useMemo(
    () => withContinued(received, openChat.continued),
    [received, openChat.continued],
  )
  const isRunning = useIsRunning(openChat.chatId)
  const isBusy = isRunning || status === 'submitted' || status === 'streaming'
  const hasText = isBusy && hasNew('text', messages.at(-1), openChat.continued)
  const isThinking = isBusy && !hasText && hasNew('reasoning', messages.at(-1), openChat.continued)

  useEffect(() => {
    if (!detail || isBusy) return
    openChat.takeStored(detail)
    // Another tab may have sent the chat's first message.
    forgetUnsent(openChat.chatId)
  }, [openChat, detail, isBusy])
  useEffect(() => {
    if (hasText) notePaint(live)
  }, [hasText, live])
  useEffect(() => {
    if (isThinking) noteThoughtPaint(live)
  }, [isThinking, live])

  return {
    messages,
    isBusy,
    hasText,
    isThinking,
    error,
    isReconnecting: isRunning && error !== undefined,
  }
}

/**
 * The throttle of renderings, milliseconds; undefined for none. The first text is rendered without
 * a throttle, because a pause begun by the part's start frame would delay it.
 */
function renderEveryMs({ chat, continued }: OpenChat): number | undefined {
  const last = chat.messages.at(-1)
  if (hasNew('text', last, continued)) return textEveryMs
  return hasNew('reasoning', last, continued) ? reasoningEveryMs : undefined
}
