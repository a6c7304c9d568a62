'use client'

import { useEffect, useRef } from 'react'
import type { ApiError } from '#components/api-client.ts'
import type { OpenChat } from './open-chat/open-chat.ts'
import { closeDeletedChat } from './open-chat/open-chats.ts'

/**
 * Closes an open chat that another page has deleted: it had been stored, and is not found any more.
 * A chat whose first message is only being sent is not found either, so an error from before it was
 * stored, or from while it was answered, is ignored for as long as it stands.
 */
export function useCloseDeleted(
  openChat: OpenChat,
  readError: ApiError | undefined,
  isBusy: boolean,
): void {
  const ignored = useRef<ApiError>(undefined)
  const isSettled = openChat.isStored && !isBusy
  useEffect(() => {
    if (!isSettled) ignored.current = readError
    else if (readError?.status === 404 && readError !== ignored.current) {
      closeDeletedChat(openChat.chatId)
    }
  }, [openChat, readError, isSettled])
}
