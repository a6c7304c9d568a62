import { mutate } from 'swr'
import { chatPath } from './chat-path.ts'
import { type GoneReason, noteGone } from './gone-chats.ts'
import { createOpenChat, type OpenChat } from './open-chat.ts'

/** Chats that stay on the page, at most; more only while they are being answered. */
const mostOpenChats = 12
const openChats = new Map<string, OpenChat>()

/** A chat that this page has opened before. */
export function findOpenChat(chatId: string): OpenChat | undefined {
  return openChats.get(chatId)
}

/** The open chat, created if this page has not opened it yet. On the server it is used for one rendering. */
export function getOrOpenChat(chatId: string): OpenChat {
  const openChat = openChats.get(chatId) ?? createOpenChat(chatId)
  if (typeof window === 'undefined') return openChat
  openChats.delete(chatId)
  openChats.set(chatId, openChat)
  for (const [id, { chat }] of openChats) {
    if (openChats.size <= mostOpenChats) break
    if (id !== chatId && (chat.status === 'ready' || chat.status === 'error')) openChats.delete(id)
  }
  return openChat
}

/** Forgets a chat that is not shown any more, and what was read of it. */
export function closeChat(chatId: string): void {
  openChats.delete(chatId)
  void mutate(chatPath(chatId), undefined, { revalidate: false })
}

/** Forgets a chat that is deleted: going back to it says so. */
export function closeDeletedChat(chatId: string, reason: GoneReason = 'deleted'): void {
  noteGone(chatId, reason)
  closeChat(chatId)
}
