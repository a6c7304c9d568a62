import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { ChatPatch } from '#lib/contracts/chat/chat.ts'
import type { ChatsPatch } from '#lib/contracts/chat/chat-list.ts'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import type { Services } from '../services.ts'
import { moveToBin } from './bin.ts'
import { toSummary } from './get-chat.ts'
import { requireChat } from './require-chat.ts'

/**
 * @throws AppError 404 for a chat of somebody else, 400 for an unknown agent, somebody else's folder
 * or a message of another chat
 */
export async function updateChat(
  services: Pick<Services, 'database' | 'agents'>,
  userId: string,
  chatId: string,
  { deleted, ...patch }: ChatPatch,
): Promise<ChatSummary> {
  await requireChat(services, userId, chatId, deleted === false ? 'anywhere' : 'listed')
  if (patch.agentId && !(await services.agents.find(patch.agentId))) {
    throw invalid('agentId', 'This agent does not exist.')
  }
  const { prisma } = services.database
  await checkFolder(services, userId, patch.folderId)
  if (patch.leafId && !(await prisma.message.count({ where: { id: patch.leafId, chatId } }))) {
    throw invalid('leafId', 'This message is not in the chat.')
  }
  const data = { ...patch, ...(deleted === false && { deletedAt: null }) }
  return toSummary(await prisma.chat.update({ where: { id: chatId, userId }, data }))
}

/**
 * Changes several chats, all or none.
 * @throws AppError 404 when one of them does not exist or is somebody else's, 400 for
 * an unknown folder
 */
export async function updateChats(
  services: Pick<Services, 'database' | 'runs'>,
  userId: string,
  { ids, patch: { deleted, ...patch } }: ChatsPatch,
): Promise<{ items: ChatSummary[] }> {
  await checkFolder(services, userId, patch.folderId)
  const { prisma } = services.database
  const where = {
    ...{ id: { in: [...new Set(ids)] }, userId },
    ...(deleted === undefined && { deletedAt: null }),
  }
  if ((await prisma.chat.count({ where })) < where.id.in.length) throw notFound('chat')
  if (deleted) await moveToBin(services, userId, where.id.in)
  const data = { ...patch, ...(deleted === false && { deletedAt: null }) }
  await prisma.chat.updateMany({ where, data })
  return { items: (await prisma.chat.findMany({ where })).map(toSummary) }
}

async function checkFolder(
  { database }: Pick<Services, 'database'>,
  userId: string,
  id: string | null | undefined,
): Promise<void> {
  if (id && !(await database.prisma.folder.count({ where: { id, userId } }))) {
    throw invalid('folderId', 'This folder does not exist.')
  }
}

function invalid(field: string, displayMessage: string): AppError {
  return new AppError({ code: 'invalid-input', status: 400, field, displayMessage })
}
