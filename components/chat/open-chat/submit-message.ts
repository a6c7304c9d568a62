import type { Chat } from '@ai-sdk/react'
import type { FileUIPart } from 'ai'
import { mutate } from 'swr'
import { forgetUnsent, noteUnsent } from '#components/app/unsent-chats.ts'
import type { LumosMessage } from '#lib/contracts/chat.ts'
import { chatPath } from './chat-path.ts'
import { dropDraft, readDraft, saveDraft } from './drafts.ts'
import type { LiveTurn } from './live-turn.ts'

/** The part of an open chat that sends messages. */
export interface SendingChat {
  readonly chatId: string
  readonly chat: Chat<LumosMessage>
  readonly live: LiveTurn
  readonly isTemporary: boolean
}

/**
 * Sends a message. If the server does not begin to answer, the text stays as the chat's draft and
 * survives a reload.
 */
export async function submitMessage(
  openChat: SendingChat,
  { text, files }: { text: string; files: FileUIPart[] },
  messageId?: string,
): Promise<void> {
  const { chatId, chat, live, isTemporary } = openChat
  await chat.sendMessage(text === '' ? { files, messageId } : { text, files, messageId })
  if (live.firstFrameAt !== null || isTemporary) {
    forgetUnsent(chatId)
    if (readDraft(chatId) === text) dropDraft(chatId)
    return
  }
  saveDraft(chatId, text)
  // A chat may refuse the message because it was deleted: reading it again detects that.
  if (chat.messages.length > 1) void mutate(chatPath(chatId))
  if (chat.messages.length === 1) noteUnsent({ id: chatId, title: titleOf(text, files) })
}

/** The title shown until the server has created one. */
export function titleOf(text: string, files: FileUIPart[]): string {
  return (text || files.map(({ filename }) => filename ?? '').join(', ')).slice(0, 60)
}
