'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { ChatMessage } from '#lib/contracts/chat.ts'
import type { ChatSession } from './chat-session.ts'
import type { MessageActions } from './message-actions.ts'
import { branchTo, newestLeafBelow, siblingsOf, toLumosMessage } from './message-tree.ts'

/** What the messages of a chat offer; changes only when what is stored does. */
export function useMessageActions(
  session: ChatSession,
  stored: ChatMessage[],
  send: (text: string) => void,
): { actions: MessageActions; siblings: Map<string, string> } {
  const t = useTranslations('chat')
  const actions = useMemo(
    () => ({
      retry: (id: string) => void session.retry(id),
      edit: session.edit,
      continueAnswer: () => send(t('continue-message')),
      showBranch: (id: string) => {
        const leaf = newestLeafBelow(stored, id)
        session.chat.messages = branchTo(stored, leaf).map(toLumosMessage)
      },
    }),
    [session, stored, send, t],
  )
  const siblings = useMemo(
    () => new Map(stored.map(({ id }) => [id, idsOf(siblingsOf(stored, id))])),
    [stored],
  )
  return { actions, siblings }
}

function idsOf(messages: ChatMessage[]): string {
  return messages.map(({ id }) => id).join(' ')
}
