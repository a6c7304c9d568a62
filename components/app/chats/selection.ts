'use client'

import { createContext, useContext, useMemo, useState } from 'react'
import { mostChangedChats } from '#lib/contracts/chat/chat-limits.ts'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'

/** The chats that are selected for a common action; null while none can be selected. */
export interface Selection {
  chats: ReadonlyMap<string, ChatSummary> | null
  toggle: (chat: ChatSummary) => void
  end: () => void
}

export const SelectionContext = createContext<Selection>({
  chats: null,
  toggle: () => undefined,
  end: () => undefined,
})

export function useSelection(): Selection {
  return useContext(SelectionContext)
}

export function useSelectionState(): Selection {
  const [chats, setChats] = useState<ReadonlyMap<string, ChatSummary> | null>(null)
  return useMemo(
    () => ({
      chats,
      toggle(chat) {
        setChats((before) => {
          const next = new Map(before)
          if (!next.delete(chat.id) && next.size < mostChangedChats) next.set(chat.id, chat)
          return next
        })
      },
      end: () => setChats(null),
    }),
    [chats],
  )
}
