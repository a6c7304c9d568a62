import { binDays } from '#lib/contracts/chat/chat-limits.ts'
import { runOf } from '../chat/stop-run.ts'
import { removeDeleted } from '../files/delete-left-files.ts'
import type { Services } from '../services.ts'
import { requireChat } from './require-chat.ts'

type BinServices = Pick<Services, 'database' | 'files'>

const dayMs = 86_400_000
/** Time in the bin. */
export const binMs = binDays * dayMs
/** Chats that are deleted in one transaction. */
const batchSize = 500

/**
 * Moves chats of the user to the bin: nothing shows them but the bin itself. Their runs are stopped,
 * and answers that were cached from them are not given again.
 */
export async function moveToBin(
  { database: { prisma }, runs }: Pick<Services, 'database' | 'runs'>,
  userId: string,
  ids: string[],
): Promise<void> {
  const running = await prisma.message.findMany({
    where: { chatId: { in: ids }, chat: { userId }, status: 'streaming' },
    select: { chatId: true },
  })
  await Promise.all(running.map(({ chatId }) => runs.stop(runOf(userId, chatId), 'user')))
  const where = { id: { in: ids }, userId, deletedAt: null }
  await prisma.$transaction([
    prisma.cachedAnswer.deleteMany({ where: { chatId: { in: ids }, chat: { userId } } }),
    prisma.chat.updateMany({ where, data: { deletedAt: new Date() } }),
  ])
}

/**
 * Moves a chat to the bin; a temporary chat is deleted at once, and so is any with `isForEver`. A run
 * is stopped first: a run of a new chat would otherwise create the chat again.
 * @throws AppError 404 for a chat of somebody else, or in the bin without `isForEver`
 */
export async function deleteChat(
  services: BinServices & Pick<Services, 'runs'>,
  userId: string,
  chatId: string,
  isForEver: boolean,
): Promise<void> {
  await services.runs.stop(runOf(userId, chatId), 'user')
  const chat = await requireChat(services, userId, chatId, isForEver ? 'anywhere' : 'listed')
  if (isForEver || chat.temporary) await deleteForEver(services, userId, [chat.id])
  else await moveToBin(services, userId, [chat.id])
}

/** Deletes what is in the user's bin. */
export async function emptyBin(services: BinServices, userId: string): Promise<void> {
  const where = { userId, deletedAt: { not: null } }
  const chats = await services.database.prisma.chat.findMany({ where, select: { id: true } })
  await deleteForEver(
    services,
    userId,
    chats.map(({ id }) => id),
  )
}

/** Deletes what has been in the users' bins for too long. */
export async function emptyBins(services: BinServices): Promise<void> {
  const where = { deletedAt: { lt: new Date(Date.now() - binMs) } }
  const chats = await services.database.prisma.chat.findMany({
    where,
    select: { id: true, userId: true },
  })
  for (const [userId, own] of Map.groupBy(chats, (chat) => chat.userId)) {
    await deleteForEver(
      services,
      userId,
      own.map(({ id }) => id),
    )
  }
}

/** Deletes chats with their messages and files. Memories learnt in them stay, without a link. */
async function deleteForEver(services: BinServices, userId: string, all: string[]): Promise<void> {
  const { prisma } = services.database
  for (let at = 0; at < all.length; at += batchSize) {
    const ids = all.slice(at, at + batchSize)
    const held = await prisma.chatFile.findMany({ where: { chatId: { in: ids } } })
    await prisma.$transaction([
      prisma.turn.updateMany({ where: { chatId: { in: ids }, userId }, data: { chatId: null } }),
      prisma.memory.updateMany({
        where: { sourceChatId: { in: ids }, userId },
        data: { sourceChatId: null, sourceMessageId: null },
      }),
      prisma.chat.deleteMany({ where: { id: { in: ids }, userId } }),
    ])
    await removeDeleted(
      services,
      held.map(({ fileId }) => fileId),
    )
  }
}
