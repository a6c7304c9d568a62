import { shownBranch } from '#lib/contracts/chat/branch.ts'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import type { SharedChat, SharedMessage } from '#lib/contracts/chat/share.ts'
import type { PrismaClient } from '#lib/db/generated/client.ts'

/**
 * The displayed branch of a chat with only its text, pictures and sources. Messages get new ids, so
 * that the chat's own ids are not published.
 */
export async function readSharedChat(
  prisma: PrismaClient,
  chatId: string,
): Promise<SharedChat | null> {
  const chat = await prisma.chat.findUnique({
    where: { id: chatId },
    select: { title: true, leafId: true },
  })
  if (!chat) return null
  const rows = await prisma.message.findMany({
    where: { chatId },
    orderBy: [{ createdAt: 'asc' }, { role: 'desc' }],
    select: { id: true, parentId: true, role: true, parts: true },
  })
  const messages = shownBranch(rows, chat.leafId).map(
    ({ role, parts }, index): SharedMessage => ({
      id: String(index),
      role: role === 'user' ? 'user' : 'assistant',
      // The column is only written with values of this type.
      parts: (parts as LumosMessage['parts']).filter(isShared),
    }),
  )
  return { title: chat.title, messages: messages.filter(({ parts }) => parts.length > 0) }
}

function isShared(part: LumosMessage['parts'][number]): boolean {
  if (part.type === 'file') return part.mediaType.startsWith('image/')
  return part.type === 'text' || part.type === 'source-url'
}
