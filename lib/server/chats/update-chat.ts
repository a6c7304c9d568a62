import { AppError } from '#lib/contracts/app-error.ts'
import type { ChatPatch, ChatSummary } from '#lib/contracts/chat.ts'
import { runOf } from '../chat/stop-run.ts'
import { removeDeleted } from '../files/delete-left-files.ts'
import type { Services } from '../services.ts'
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
  patch: ChatPatch,
): Promise<ChatSummary> {
  await requireChat(services, userId, chatId)
  if (patch.agentId && !(await services.agents.find(patch.agentId))) {
    throw invalid('agentId', 'This agent does not exist.')
  }
  const { prisma } = services.database
  if (patch.folderId && !(await prisma.folder.count({ where: { id: patch.folderId, userId } }))) {
    throw invalid('folderId', 'This folder does not exist.')
  }
  if (patch.leafId && !(await prisma.message.count({ where: { id: patch.leafId, chatId } }))) {
    throw invalid('leafId', 'This message is not in the chat.')
  }
  return toSummary(await prisma.chat.update({ where: { id: chatId, userId }, data: patch }))
}

function invalid(field: string, displayMessage: string): AppError {
  return new AppError({ code: 'invalid-input', status: 400, field, displayMessage })
}

/**
 * Deletes a chat with its messages and files. Memories that were learnt in it stay, without a link to it. A
 * run is stopped first: a run of a new chat would otherwise create the chat again.
 * @throws AppError 404 for a chat of somebody else
 */
export async function deleteChat(
  services: Pick<Services, 'database' | 'runs' | 'files'>,
  userId: string,
  chatId: string,
) {
  await services.runs.stop(runOf(userId, chatId), 'user')
  await requireChat(services, userId, chatId)
  const { prisma } = services.database
  const held = await prisma.chatFile.findMany({ where: { chatId } })
  await prisma.$transaction([
    prisma.turn.updateMany({ where: { chatId, userId }, data: { chatId: null } }),
    prisma.memory.updateMany({
      where: { sourceChatId: chatId, userId },
      data: { sourceChatId: null, sourceMessageId: null },
    }),
    prisma.chat.delete({ where: { id: chatId, userId } }),
  ])
  await removeDeleted(
    services,
    held.map(({ fileId }) => fileId),
  )
}
