import { mutate } from 'swr'
import { ApiError } from '#components/api-client.ts'
import type { ChatDetail } from '#lib/contracts/chat/chat.ts'
import { chatPath } from './chat-path.ts'
import { getOrOpenChat } from './open-chats.ts'
import { readOutbox, removeFromOutbox, type WaitingMessage } from './outbox.ts'
import { readChat } from './read-chat.ts'
import { isRunning } from './running-chats.ts'

const ownerKey = 'lumos-outbox-owner'

/**
 * Sends the messages that wait for the connection, in their order. Tabs take turns, and what has
 * reached the server is not sent again.
 */
export async function sendWaiting(owner: string): Promise<void> {
  // Another account's messages were not meant for this one.
  if (localStorage.getItem(ownerKey) !== owner)
    for (const { message } of readOutbox()) removeFromOutbox(message.id)
  localStorage.setItem(ownerKey, owner)
  if (readOutbox().length === 0) return
  const sendAll = async () => {
    for (const waiting of readOutbox()) await sendOne(waiting)
  }
  // Browsers have locks only on HTTPS and loopback.
  await (navigator.locks ? navigator.locks.request('lumos-outbox', sendAll) : sendAll())
}

async function sendOne({ chatId, agentId, message }: WaitingMessage): Promise<void> {
  if (isRunning(chatId)) return
  let stored: ChatDetail | null
  try {
    stored = await readChat(chatPath(chatId))
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) return
    stored = null
  }
  // It arrived although its answer did not.
  if (stored?.messages.some(({ id }) => id === message.id)) {
    removeFromOutbox(message.id)
    await mutate(chatPath(chatId))
    return
  }
  const openChat = getOrOpenChat(chatId)
  openChat.agentId ??= agentId
  if (openChat.chat.messages.at(-1)?.id !== message.id) {
    if (stored) openChat.takeStored(stored)
    else openChat.chat.messages = [message]
  }
  await openChat.retry(message.id)
}
