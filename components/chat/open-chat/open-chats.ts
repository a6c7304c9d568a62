import { mutate } from 'swr'
import { chatPath } from './chat-path.ts'
import { type GoneReason, noteGone } from './gone-chats.ts'
import { createOpenChat, type OpenChat } from './open-chat.ts'

/** Most chats that stay open on the page; chats with a running answer may exceed it. */
const mostOpenChats = 12
const openChats = new Map<string, OpenChat>()

/** The open chat, if this page has opened it before. */
export function findOpenChat(chatId: string): OpenChat | undefined {
  return openChats.get(chatId)
}

/**
 * The open chat, created if this page has not opened it yet. On the server it lives for one
 * rendering.
 */
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

/** Closes a chat that is no longer shown and drops its cached data. */
export function closeChat(chatId: string): void {
  openChats.delete(chatId)
  void mutate(chatPath(chatId), undefined, { revalidate: false })
}

/** Closes a deleted chat and records why, so that its address shows the reason. */
export function closeDeletedChat(chatId: string, reason: GoneReason = 'deleted'): void {
  noteGone(chatId, reason)
  closeChat(chatId)
}
