import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import type { ClaimedDelivery } from '#lib/db/repositories/webhook-deliveries.ts'
import type { Services } from '../services.ts'

type Payload = ClaimedDelivery['payload']

/**
 * The payload of an ended turn with the texts of question and answer, as they are now: what was
 * deleted meanwhile is not sent, nor is a temporary chat.
 */
export async function addTexts(
  { database }: Pick<Services, 'database'>,
  payload: Payload,
): Promise<Payload> {
  const { chatId, userMessageId, assistantMessageId } = payload.data
  if (payload.type !== 'turn.ended' || typeof chatId !== 'string') return payload
  const rows = await database.prisma.message.findMany({
    where: {
      chatId,
      id: { in: [String(userMessageId), String(assistantMessageId)] },
      chat: { temporary: false, deletedAt: null },
    },
    select: { id: true, parts: true },
  })
  const textOf = (id: unknown) => {
    const row = rows.find((each) => each.id === id)
    return row && textOfParts(row.parts as unknown as LumosMessage['parts'])
  }
  const [question, answer] = [textOf(userMessageId), textOf(assistantMessageId)]
  if (question === undefined || answer === undefined) return payload
  return { ...payload, data: { ...payload.data, texts: { question, answer } } }
}
