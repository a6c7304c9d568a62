import { z } from 'zod'
import { AppError } from '#lib/contracts/app-error.ts'
import type { ChatDetail, ChatQuery } from '#lib/contracts/chat/chat.ts'
import { readChatPage } from '#lib/db/repositories/chat-page.ts'
import type { Services } from '../services.ts'
import { toChatMessage, withoutMessages } from './get-chat.ts'
import { requireChat } from './require-chat.ts'

/**
 * A chat with a part of its shown branch.
 * @throws AppError 404 for a chat of somebody else, 400 for a cursor or a message that is not in it
 */
export async function getChatPage(
  services: Pick<Services, 'database'>,
  userId: string,
  chatId: string,
  { limit, before, from }: ChatQuery & { limit: number },
): Promise<ChatDetail> {
  const beforeId = before === undefined ? null : decodeCursor(before)
  const chat = await requireChat(services, userId, chatId)
  const { pool, prisma } = services.database
  const place = { before: beforeId, from: beforeId === null ? (from ?? null) : null }
  const rows = await readChatPage(pool, { chatId: chat.id, limit, ...place })
  const named = place.before ?? place.from
  if (named !== null && rows.length === 0) {
    const isThere = await prisma.message.count({ where: { chatId: chat.id, id: named } })
    if (!isThere) throw unknownPlace(place.before === null ? 'from' : 'before')
  }
  const oldest = rows[0]
  return {
    ...withoutMessages(chat),
    messages: rows.map(({ siblings, feedback, ...row }) => ({
      ...toChatMessage(row, feedback),
      siblings,
    })),
    nextCursor: oldest?.parentId ? encodeCursor(oldest.id) : null,
  }
}

function encodeCursor(messageId: string): string {
  return Buffer.from(JSON.stringify([messageId])).toString('base64url')
}

function decodeCursor(cursor: string): string {
  try {
    const [id] = z
      .tuple([z.string().max(100)])
      .parse(JSON.parse(`${Buffer.from(cursor, 'base64url')}`))
    return id.replaceAll('\0', '').toWellFormed()
  } catch (cause) {
    throw unknownPlace('before', cause)
  }
}

function unknownPlace(field: 'before' | 'from', cause?: unknown): AppError {
  const displayMessage =
    field === 'before'
      ? 'This cursor was not given by the chat.'
      : 'This message is not in the chat.'
  return new AppError({ code: 'invalid-input', status: 400, field, displayMessage, cause })
}
