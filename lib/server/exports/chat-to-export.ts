import type { LumosMessage, MessageMetadata } from '#lib/contracts/chat/chat.ts'
import type { Chat, Feedback, Message, PrismaClient } from '#lib/db/generated/client.ts'
import { lumosChatType } from '../imports/formats/lumos.ts'

/** A chat with all content of its owner, as in JSON exports. */
export interface ExportedChat {
  type: typeof lumosChatType
  version: 1
  id: string
  title: string
  createdAt: string
  updatedAt: string
  pinned: boolean
  archived: boolean
  leafId: string | null
  messages: ExportedMessage[]
}

export interface ExportedMessage {
  id: string
  parentId: string | null
  role: string
  parts: LumosMessage['parts']
  createdAt: string
  status: string
  /** `provider/model` of the answer. */
  model?: string
  feedback?: { value: string; comment: string }
}

type ChatWithMessages = Chat & { messages: Message[]; feedback: Feedback[] }

/** A chat with its messages, oldest first. The caller has checked the owner. */
export function findChatToExport(prisma: PrismaClient, chatId: string): Promise<ChatWithMessages> {
  return prisma.chat.findUniqueOrThrow({
    where: { id: chatId },
    include: { messages: { orderBy: [{ createdAt: 'asc' }, { role: 'desc' }] }, feedback: true },
  })
}

export function toExportedChat(chat: ChatWithMessages): ExportedChat {
  const { id, title, pinned, archived, leafId } = chat
  const feedback = new Map(chat.feedback.map((each) => [each.messageId, each]))
  return {
    ...{ type: lumosChatType, version: 1, id, title },
    createdAt: chat.createdAt.toISOString(),
    updatedAt: chat.updatedAt.toISOString(),
    ...{ pinned, archived, leafId },
    messages: chat.messages.map((message) => {
      const { model } = (message.metadata ?? {}) as MessageMetadata
      const thought = feedback.get(message.id)
      return {
        id: message.id,
        parentId: message.parentId,
        role: message.role,
        // The column is only written with values of this type.
        parts: message.parts as LumosMessage['parts'],
        createdAt: message.createdAt.toISOString(),
        status: message.status,
        ...(model && { model }),
        ...(thought && { feedback: { value: thought.value, comment: thought.comment } }),
      }
    }),
  }
}
