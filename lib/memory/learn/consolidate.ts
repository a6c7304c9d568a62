import type { Pool, PoolClient } from 'pg'
import { insertMemories, type NewMemory } from '#lib/db/repositories/memories.ts'
import {
  endMemories,
  findRelatedMemories,
  isForgotten,
  withMemoryLock,
} from '#lib/db/repositories/memory-consolidation.ts'
import { sameFamily } from '../text/same-words.ts'
import { tokenise } from '../text/tokenise.ts'
import { compareFacts } from './compare-facts.ts'
import { deriveMemory } from './derive-memory.ts'
import { endedThings } from './ends-state.ts'
import type { ExtractedFact } from './extracted-fact.ts'
import { factCore } from './fact-core.ts'
import { maySave } from './may-save.ts'

export interface FactSource {
  userId: string
  agentId: string | null
  chatId: string | null
  messageId: string | null
  /** When it was said; now by default. */
  saidAt?: Date
}

export interface Consolidated {
  saved: { id: string; text: string }[]
  /** Ids of the memories that are new or were ended. */
  changed: string[]
}

/** They say of nothing what it is about. */
const attitudes = new Set(
  tokenise('like love enjoy adore hate dislike detest live work 喜欢 讨厌 热爱'),
)

/**
 * Takes facts into a user's memory: one that is known is left out; one that gives a property a new
 * value, or says more, ends the old fact, which stays as history. One user's facts are taken in one
 * after another, in all processes, so that parallel calls make no duplicates.
 */
export async function consolidate(
  pool: Pool,
  source: FactSource,
  facts: ExtractedFact[],
): Promise<Consolidated> {
  const usable = facts
    .map((fact) => ({ ...fact, text: fact.text.replaceAll('\0', '').toWellFormed().trim() }))
    .filter(({ text }) => text !== '' && maySave(text))
  const result: Consolidated = { saved: [], changed: [] }
  if (usable.length === 0) return result
  await withMemoryLock(pool, source.userId, async (client) => {
    if (source.saidAt && (await isForgotten(client, source.userId, source.saidAt))) return
    for (const fact of usable) {
      const taken = await takeIn(client, source, fact)
      if (!taken) continue
      result.saved.push({ id: taken.id, text: fact.text })
      result.changed.push(taken.id, ...taken.ended)
    }
  })
  return result
}

async function takeIn(client: PoolClient, source: FactSource, fact: ExtractedFact) {
  const memory = newMemory(source, fact)
  const related = await findRelatedMemories(client, { ...source, ...memory, ...searchOf(memory) })
  const relations = related.map((stored) => ({ stored, is: compareFacts(memory, stored) }))
  if (relations.some(({ is }) => is === 'same')) return null
  // What holds for a while only stands beside what holds otherwise.
  const isForAWhile = memory.validTo !== null
  const replaced = relations.flatMap(({ stored, is }) =>
    is === 'replaced' && !isForAWhile ? stored : [],
  )
  // Jobs may overtake each other: what was said later stays true.
  const newer = replaced.find(({ createdAt }) => createdAt > new Date(memory.createdAt))
  const ended = newer ? [] : replaced.map(({ id }) => id)
  if (ended.length > 0) await endMemories(client, source.userId, ended, memory)
  const [id] = await insertMemories(client, source.userId, [memory])
  if (id === undefined) return null
  if (newer) await endMemories(client, source.userId, [id], { id: newer.id, validFrom: null })
  return { id, ended }
}

/** Words of which a related memory holds one, and parts of its text. */
function searchOf({ text }: NewMemory): { tokens: string[]; parts: string[] } {
  const { whose, tokens } = factCore(text)
  const core = [...tokens, ...whose.split(' ')].filter(Boolean)
  const telling = core.filter((token) => !attitudes.has(token))
  const words = telling.length > 0 ? telling : core
  return { tokens: [...new Set(words.flatMap(sameFamily))], parts: endedThings(text) }
}

function newMemory(source: FactSource, fact: ExtractedFact): NewMemory {
  return {
    id: crypto.randomUUID(),
    agentId: source.agentId,
    text: fact.text,
    type: fact.type,
    importance: fact.importance,
    ...deriveMemory(fact.text),
    validFrom: fact.validFrom ?? null,
    validTo: fact.validTo ? endOf(fact.validTo) : null,
    sourceChatId: source.chatId,
    sourceMessageId: source.messageId,
    // A fact stands for itself: it borrows no words of those learnt beside it.
    sourceId: null,
    position: 0,
    createdAt: (source.saidAt ?? new Date()).toISOString(),
  }
}

/** The end of a day without a time, in the server's time zone. */
function endOf(time: string): string {
  return time.includes('T') ? time : new Date(`${time}T23:59:59.999`).toISOString()
}
