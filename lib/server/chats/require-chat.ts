import { notFound } from '#lib/contracts/app-error.ts'
import type { Services } from '../services.ts'

/**
 * @param place `anywhere` finds chats in the bin too
 * @throws AppError 404 when the chat does not exist, is in the bin or belongs to somebody else
 */
export async function requireChat(
  services: Pick<Services, 'database'>,
  userId: string,
  chatId: string,
  place: 'listed' | 'anywhere' = 'listed',
) {
  const where = { id: chatId, userId, ...(place === 'listed' && { deletedAt: null }) }
  const chat = isUuid(chatId) ? await services.database.prisma.chat.findFirst({ where }) : null
  if (!chat) throw notFound('chat')
  return chat
}

/** Checked first, because PostgreSQL raises an error when it compares a uuid with other text. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)
}
