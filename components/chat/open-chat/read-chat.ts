import { ApiError, fetchApi } from '#components/api-client.ts'
import { shownBranch } from '#lib/contracts/chat/branch.ts'
import type { ChatDetail } from '#lib/contracts/chat/chat.ts'
import { chatPath } from './chat-path.ts'

/** Messages read at once. The service worker knows the newest page by this number. */
const pageSize = 50

/** The chat with the newest messages of the branch that is shown. */
export async function readChat(path: string): Promise<ChatDetail> {
  return asPage(await fetchApi<ChatDetail>(`${path}?limit=${pageSize}`))
}

/** The chat with the messages above a page. */
export function readOlder(chatId: string, cursor: string): Promise<ChatDetail> {
  return read(chatId, { before: cursor })
}

/** The chat from its end up to this message and a page further, on the branch of the message. */
export function readFrom(chatId: string, messageId: string): Promise<ChatDetail> {
  return read(chatId, { from: messageId })
}

/** As `readFrom`, or the newest messages if the message is gone. */
export async function readAround(
  chatId: string,
  messageId: string | undefined,
): Promise<ChatDetail> {
  if (messageId === undefined) return readChat(chatPath(chatId))
  try {
    return await readFrom(chatId, messageId)
  } catch (error) {
    if (error instanceof ApiError && error.status === 400) return readChat(chatPath(chatId))
    throw error
  }
}

async function read(chatId: string, place: Record<string, string>): Promise<ChatDetail> {
  const query = new URLSearchParams({ limit: String(pageSize), ...place })
  return asPage(await fetchApi<ChatDetail>(`${chatPath(chatId)}?${query}`))
}

/** Without a connection the service worker answers with the whole tree, which it has stored. */
function asPage(chat: ChatDetail): ChatDetail {
  if (chat.nextCursor !== undefined) return chat
  return { ...chat, messages: shownBranch(chat.messages, chat.leafId), nextCursor: null }
}
