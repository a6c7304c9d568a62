'use client'

import { useEffect, useMemo, useRef } from 'react'
import { callApi } from '#components/api-client.ts'
import { toast } from '#components/ui/toast.ts'
import { newestLeafBelow } from '#lib/contracts/chat/branch.ts'
import type { ChatMessage } from '#lib/contracts/chat/chat.ts'
import type { MessageActions } from './message-actions.ts'
import { siblingsOf } from './open-chat/message-tree.ts'
import type { OpenChat } from './open-chat/open-chat.ts'
import type { RetryWith } from './open-chat/turn-choice.ts'

/** The actions on a chat's messages. The object stays the same for the life of the page. */
export function useMessageActions(
  openChat: OpenChat,
  stored: ChatMessage[],
): { actions: MessageActions; siblings: Map<string, string> } {
  const latest = useRef(stored)
  useEffect(() => {
    latest.current = stored
  }, [stored])
  const actions = useMemo(
    (): MessageActions => ({
      retry: (id: string, other?: RetryWith) => void openChat.retry(id, other),
      edit: openChat.edit,
      continueAnswer: openChat.continueAnswer,
      decide: openChat.decide,
      showBranch: (id: string) => {
        const leafId = newestLeafBelow(latest.current, id)
        void openChat.showBranch(latest.current, leafId).catch(showError)
      },
      rate: (id, value, comment) =>
        callApi('PUT', `/api/messages/${id}/feedback`, {
          ...{ chatId: openChat.chatId, value },
          ...(comment && { comment }),
        }).then(() => true, showError),
    }),
    [openChat],
  )
  const siblings = useMemo(
    () => new Map(stored.map(({ id }) => [id, idsOf(siblingsOf(stored, id))])),
    [stored],
  )
  return { actions, siblings }
}

function showError(error: unknown): false {
  toast.error(error instanceof Error ? error.message : String(error))
  return false
}

function idsOf(messages: ChatMessage[]): string {
  return messages.map(({ id }) => id).join(' ')
}
