import type { FileUIPart } from 'ai'
import { mutate } from 'swr'
import { noteConnectionLost } from '#components/app/offline/connection.ts'
import { forgetUnsent, noteUnsent } from '#components/app/unsent-chats.ts'
import type { ChatClient } from './chat-client.ts'
import { chatPath } from './chat-path.ts'
import { dropDraft, readDraft, saveDraft } from './drafts.ts'
import type { LiveTurn } from './live-turn.ts'
import { addToOutbox, removeFromOutbox } from './outbox.ts'

/** The part of an open chat that sends messages. */
export interface SendingChat {
  readonly chatId: string
  readonly chat: ChatClient
  readonly live: LiveTurn
  readonly isTemporary: boolean
  readonly agentId: string | undefined
  readonly folderId: string | undefined
  readonly isStored: boolean
}

/**
 * Sends a message. Without a connection it waits in the outbox. If the server refuses it, the text
 * stays as the chat's draft and survives a reload.
 */
export async function submitMessage(
  openChat: SendingChat,
  { text, files }: { text: string; files: FileUIPart[] },
  messageId?: string,
): Promise<void> {
  const { chatId, chat, live, isTemporary, agentId } = openChat
  await chat.sendMessage({ text, files, messageId })
  const message = chat.messages.findLast(({ role }) => role === 'user')
  if (live.firstFrameAt !== null || isTemporary) {
    forgetUnsent(chatId)
    if (message) removeFromOutbox(message.id)
    if (readDraft(chatId) === text) dropDraft(chatId)
    return
  }
  if (message && chat.error instanceof TypeError) {
    addToOutbox({ chatId, agentId, message })
    noteConnectionLost()
  } else {
    if (message) removeFromOutbox(message.id)
    saveDraft(chatId, text)
  }
  // A chat may refuse the message because it was deleted: reading it again detects that.
  if (chat.messages.length > 1 || openChat.isStored) void mutate(chatPath(chatId))
  else if (chat.messages.length === 1) noteUnsent({ id: chatId, title: titleOf(text, files) })
}

/** The title shown until the server has created one. */
export function titleOf(text: string, files: FileUIPart[]): string {
  return (text || files.map(({ filename }) => filename ?? '').join(', ')).slice(0, 60)
}
