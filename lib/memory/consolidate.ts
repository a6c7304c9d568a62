import type { PrismaClient } from '#lib/db/generated/client.ts'
import type { ExtractedFact } from './extracted-fact.ts'
import { mayKeep } from './may-keep.ts'
import { memorySlot } from './memory-slot.ts'
import { fingerprint, searchableText } from './tokenise.ts'

export interface FactSource {
  userId: string
  agentId: string | null
  chatId: string | null
  messageId: string | null
}

/**
 * Takes facts into a user's memory: one that is known is left out, one that gives a property a new
 * value ends the old fact, which stays as history. One user's facts are taken in one after another,
 * so that parallel calls make no duplicates.
 * @returns the memories that are new
 */
export async function consolidate(
  prisma: PrismaClient,
  source: FactSource,
  facts: ExtractedFact[],
): Promise<{ id: string; text: string }[]> {
  const usable = facts.filter(({ text }) => mayKeep(text))
  if (usable.length === 0) return []
  return prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`memory ${source.userId}`}))`
    const saved: { id: string; text: string }[] = []
    for (const fact of usable) {
      const live = await transaction.memory.findMany({
        where: {
          userId: source.userId,
          agentId: source.agentId,
          OR: [{ validTo: null }, { validTo: { gt: new Date() } }],
        },
        select: { id: true, text: true, fingerprint: true },
      })
      const print = fingerprint(fact.text)
      if (live.some((memory) => memory.fingerprint === print)) continue
      const id = crypto.randomUUID()
      const slot = memorySlot(fact.text)
      const replaced = slot === null ? [] : live.filter(({ text }) => memorySlot(text) === slot)
      await transaction.memory.updateMany({
        where: { id: { in: replaced.map((memory) => memory.id) } },
        data: { validTo: new Date(), supersededById: id },
      })
      await transaction.memory.create({ data: { id, ...row(source, fact, print) } })
      saved.push({ id, text: fact.text })
    }
    return saved
  })
}

function row(source: FactSource, fact: ExtractedFact, print: string) {
  return {
    userId: source.userId,
    agentId: source.agentId,
    text: fact.text,
    type: fact.type,
    importance: fact.importance,
    fingerprint: print,
    searchText: searchableText(fact.text),
    validFrom: fact.validFrom ? new Date(fact.validFrom) : null,
    validTo: fact.validTo ? new Date(fact.validTo) : null,
    sourceChatId: source.chatId,
    sourceMessageId: source.messageId,
    sourceId: source.chatId,
  }
}
