'use client'

import { useMemo } from 'react'
import { callApi } from '#components/api-client.ts'
import { toast } from '#components/ui/toast.ts'
import type { MessageActions } from './message-actions.ts'
import type { OpenChat } from './open-chat/open-chat.ts'
import type { RetryWith } from './open-chat/turn-choice.ts'

/** The actions on a chat's messages. The object stays the same for the life of the page. */
export function useMessageActions(openChat: OpenChat): MessageActions {
  return useMemo(
    () => ({
      retry: (id: string, other?: RetryWith) => void openChat.retry(id, other),
      edit: openChat.edit,
      continueAnswer: openChat.continueAnswer,
      decide: openChat.decide,
      showBranch: (id) => void openChat.showFrom(id).catch(showError),
      rate: (id, value, comment) =>
        callApi('PUT', `/api/messages/${id}/feedback`, {
          ...{ chatId: openChat.chatId, value },
          ...(comment && { comment }),
        }).then(() => true, showError),
    }),
    [openChat],
  )
}

function showError(error: unknown): false {
  toast.error(error instanceof Error ? error.message : String(error))
  return false
}
