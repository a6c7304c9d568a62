import { notFound } from '#lib/contracts/app-error.ts'
import type { Feedback } from '#lib/contracts/chat/feedback.ts'
import type { Services } from '../services.ts'

/**
 * Sets or removes what the user says of an answer.
 * @throws AppError 404 unless the answer is in one of the user's chats
 */
export async function setFeedback(
  { database: { prisma } }: Pick<Services, 'database'>,
  userId: string,
  messageId: string,
  { chatId, value, comment = '' }: Feedback,
): Promise<{ value: 'up' | 'down' | null; comment: string }> {
  const message = await prisma.message.findFirst({
    where: {
      id: messageId,
      role: 'assistant',
      chat: { userId, deletedAt: null, ...(chatId && { id: chatId }) },
    },
    orderBy: { createdAt: 'desc' },
  })
  if (!message) throw notFound('message')
  const place = { chatId: message.chatId, messageId }
  if (value === null) {
    await prisma.feedback.deleteMany({ where: place })
    return { value, comment: '' }
  }
  const said = { value, comment }
  await prisma.feedback.upsert({
    where: { chatId_messageId: place },
    create: { ...place, ...said },
    update: said,
  })
  return said
}
