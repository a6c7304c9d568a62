'use client'

import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import { ChatRow } from './chat-row.tsx'

/** Chats as a list. Rows outside the view are not laid out (`chat-row`). */
export function ChatRows({
  chats,
  onNavigate,
}: {
  chats: ChatSummary[]
  onNavigate?: (() => void) | undefined
}) {
  if (chats.length === 0) return null
  return (
    <ul>
      {chats.map((chat) => (
        <ChatRow key={chat.id} chat={chat} onNavigate={onNavigate} />
      ))}
    </ul>
  )
}
