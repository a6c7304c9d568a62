import { LRUCache } from 'lru-cache'
import type { Pool } from 'pg'
import { type MemoryIndexRow, readMemoriesForIndex } from '#lib/db/repositories/memories.ts'
import { fromBytes } from '../meaning/embedder.ts'
import type { MeaningState } from '../meaning/meaning.ts'
import type { Hit, IndexedMemory } from './indexed-memory.ts'
import { buildMemoryIndex, type MemoryIndex } from './memory-index.ts'

/** What a query found, and whether by its meaning too. */
export interface Answer {
  hits: Hit[]
  meaning: MeaningState
}

/** A user's index with the answers that it gave lately. */
export interface UserIndex {
  index: MemoryIndex
  /** Whose vectors it holds. */
  embeddingModel: string | null
  answers: LRUCache<string, Answer>
}

/** The indexes of the users who were active lately. */
export interface MemoryIndexes {
  /** The user's index, built when it is not there, with every change that was reported before. */
  get(userId: string): Promise<UserIndex>
  /** These memories of the user changed or are gone; null: any of them, or the user is gone. */
  changed(userId: string, ids: string[] | null): void
  /** Changes may have been missed. */
  clear(): void
}

const capacityBytes = 256 * 1_048_576
const answersPerUser = 200
const answerMs = 300_000
/** A larger change is cheaper to take in by building anew. */
const mostChanges = 500

/** @param embeddingModel the one in use */
export function createMemoryIndexes(
  pool: Pool,
  embeddingModel: () => string | null,
  onError: (error: unknown) => void,
): MemoryIndexes {
  const ready = new LRUCache<string, UserIndex>({
    maxSize: capacityBytes,
    sizeCalculation: ({ index }) => index.bytes + 1_000,
  })
  /** What a search has to wait for. */
  const pending = new Map<string, Promise<UserIndex>>()

  const wait = (userId: string, work: Promise<UserIndex>) => {
    const tracked = work.finally(() => {
      if (pending.get(userId) === tracked) pending.delete(userId)
    })
    pending.set(userId, tracked)
    return tracked
  }

  const build = (userId: string) => {
    const load = async () => {
      const model = embeddingModel()
      const rows = await readMemoriesForIndex(pool, userId, { embeddingModel: model })
      const index = await buildMemoryIndex(rows.map(toIndexed))
      return { index, embeddingModel: model, answers: newAnswers() }
    }
    const work = wait(
      userId,
      load().then((built) => {
        // A change during the build made it stale.
        if (isCurrent()) ready.set(userId, built)
        return built
      }),
    )
    const isCurrent = () => pending.get(userId) === work
    return work
  }

  const update = async (
    userId: string,
    held: UserIndex,
    ids: string[],
    after?: Promise<unknown>,
  ) => {
    await after
    const rows = await readMemoriesForIndex(pool, userId, {
      ids,
      embeddingModel: held.embeddingModel,
    })
    const found = new Set(rows.map(({ id }) => id))
    for (const id of ids) if (!found.has(id)) held.index.remove(id)
    for (const row of rows) held.index.put(toIndexed(row))
    held.answers.clear()
    return held
  }

  return {
    async get(userId) {
      const held = ready.get(userId)
      const isCurrent = held?.embeddingModel === embeddingModel()
      return pending.get(userId) ?? (isCurrent ? held : undefined) ?? build(userId)
    },
    changed(userId, ids) {
      const held = ready.get(userId)
      const before = pending.get(userId)
      held?.answers.clear()
      const isOld = held?.embeddingModel !== embeddingModel()
      if (!held || isOld || ids === null || ids.length > mostChanges) {
        ready.delete(userId)
        pending.delete(userId)
        return
      }
      wait(userId, update(userId, held, ids, before)).catch((error: unknown) => {
        ready.delete(userId)
        onError(error)
      })
    },
    clear() {
      ready.clear()
      pending.clear()
    },
  }
}

function toIndexed({ vector, ...memory }: MemoryIndexRow): IndexedMemory {
  return { ...memory, vector: vector && fromBytes(vector) }
}

function newAnswers(): LRUCache<string, Answer> {
  return new LRUCache({ max: answersPerUser, ttl: answerMs })
}
