import { type ChatSession, createChatSession } from './chat-session.ts'

/** Chats that stay on the page, at most; more only while they are being answered. */
const mostKept = 12
const sessions = new Map<string, ChatSession>()

/** The session of a chat that this page has opened before. */
export function findSession(chatId: string): ChatSession | undefined {
  return sessions.get(chatId)
}

/** The session of a chat, newly made if needed. On the server it belongs to one rendering only. */
export function openSession(chatId: string): ChatSession {
  const session = sessions.get(chatId) ?? createChatSession(chatId)
  if (typeof window === 'undefined') return session
  sessions.delete(chatId)
  sessions.set(chatId, session)
  for (const [id, { chat }] of sessions) {
    if (sessions.size <= mostKept) break
    if (id !== chatId && (chat.status === 'ready' || chat.status === 'error')) sessions.delete(id)
  }
  return session
}

/** Forgets a chat that was deleted. */
export function closeSession(chatId: string): void {
  sessions.delete(chatId)
}
