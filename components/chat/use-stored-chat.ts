'use client'

import { useCallback } from 'react'
import useSWR from 'swr'
import { ApiError, fetchApi } from '#components/api-client.ts'
import type { ChatDetail } from '#lib/contracts/chat.ts'
import { chatPath } from './open-chat/chat-path.ts'
import type { OpenChat } from './open-chat/open-chat.ts'
import { closeDeletedChat } from './open-chat/open-chats.ts'

/**
 * The stored chat, read again when the window regains focus, since another page may have changed
 * it. A 404 means that the chat was deleted only if it was stored when the request began: a new
 * chat is not found either until it is stored.
 */
export function useStoredChat(openChat: OpenChat, mayBeStored: boolean) {
  const { chatId, chat } = openChat
  const read = useCallback(
    async (path: string) => {
      const isIdle = chat.status === 'ready' || chat.status === 'error'
      const wasStored = openChat.isStored && isIdle
      try {
        return await fetchApi<ChatDetail>(path)
      } catch (error) {
        const isMissing = error instanceof ApiError && error.status === 404
        if (isMissing && wasStored) closeDeletedChat(chatId)
        throw error
      }
    },
    [openChat, chat, chatId],
  )
  return useSWR<ChatDetail, ApiError>(mayBeStored ? chatPath(chatId) : null, read, {
    focusThrottleInterval: 1_000,
  })
}
