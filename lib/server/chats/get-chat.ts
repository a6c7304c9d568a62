import { z } from 'zod'
import { reasoningEffortSchema } from '#lib/contracts/agents/agent.ts'
import type {
  ChatDetail,
  ChatMessage,
  LumosMessage,
  MessageMetadata,
} from '#lib/contracts/chat/chat.ts'
import { messageStatusSchema } from '#lib/contracts/chat/chat.ts'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import type { Chat, Feedback, Message } from '#lib/db/generated/client.ts'
import type { ChatRow } from '#lib/db/repositories/chats.ts'
import type { Services } from '../services.ts'
import { requireChat } from './require-chat.ts'

/** @throws AppError 404 for a chat of somebody else */
export async function getChat(
  services: Pick<Services, 'database'>,
  userId: string,
  chatId: string,
): Promise<ChatDetail> {
  const chat = await requireChat(services, userId, chatId)
  const { prisma } = services.database
  const [messages, feedback] = await Promise.all([
    prisma.message.findMany({
      where: { chatId },
      orderBy: [{ createdAt: 'asc' }, { role: 'desc' }],
      omit: { steps: true },
    }),
    prisma.feedback.findMany({ where: { chatId } }),
  ])
  const said = new Map(feedback.map((each) => [each.messageId, each]))
  return {
    ...withoutMessages(chat),
    messages: messages.map((row) => toChatMessage(row, said.get(row.id))),
  }
}

/** What the API gives of a chat besides its messages. */
export function withoutMessages(chat: Chat): Omit<ChatDetail, 'messages'> {
  const { temporary, leafId, model, reasoningEffort } = chat
  return {
    ...toSummary(chat),
    temporary,
    leafId,
    model,
    reasoningEffort: reasoningEffortSchema.nullable().parse(reasoningEffort),
  }
}

export function toSummary(chat: ChatRow): ChatSummary {
  const { id, title, agentId, memory, pinned, archived, folderId, deletedAt } = chat
  return {
    ...{ id, title, agentId, memory, pinned, archived, folderId },
    ...(deletedAt && { deletedAt: deletedAt.toISOString() }),
    createdAt: chat.createdAt.toISOString(),
    updatedAt: chat.updatedAt.toISOString(),
  }
}

const ratingSchema = z.enum(['up', 'down'])
const roleSchema = z.enum(['user', 'assistant'])

/** A stored message as the API gives it. */
export function toChatMessage(
  row: Omit<Message, 'chatId' | 'searchText' | 'steps' | 'parts' | 'metadata'> & {
    parts: unknown
    metadata: unknown
  },
  feedback: Pick<Feedback, 'value' | 'comment'> | null | undefined,
): ChatMessage {
  return {
    id: row.id,
    role: roleSchema.parse(row.role),
    // Lumos wrote this JSON from the same type.
    parts: row.parts as LumosMessage['parts'],
    parentId: row.parentId,
    createdAt: row.createdAt.toISOString(),
    ...(row.turnId && { turnId: row.turnId }),
    status: messageStatusSchema.parse(row.status),
    ...(row.statusReason && { statusReason: row.statusReason }),
    ...(row.metadata !== null && { metadata: row.metadata as MessageMetadata }),
    ...(feedback && {
      feedback: { value: ratingSchema.parse(feedback.value), comment: feedback.comment },
    }),
  }
}
