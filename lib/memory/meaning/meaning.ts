import { LRUCache } from 'lru-cache'
import { withDeadline } from '#lib/async/with-deadline.ts'
import { lowestEmbeddingGrade } from '#lib/contracts/memory/memory.ts'
import { type Embedder, type FindEmbedder, normalise } from './embedder.ts'
import { type ExamResult, examine, type SimilarityScale, scriptOf } from './embedding-exam.ts'

/** What a query means, to be compared with memories. */
export interface QueryMeaning {
  vector: Float32Array
  scale: SimilarityScale
}

/**
 * Whether recall went by meaning too. `off`: no embedding model, or one that failed its exam;
 * `late`: its answer is used for the next recall of this query; `failed`: left alone for a while.
 */
export type MeaningState = 'off' | 'used' | 'late' | 'failed'

/** Asks the embedding model what queries mean. */
export interface Meanings {
  /** The model whose vectors the index needs. */
  model(): string | null
  /** Never rejects. */
  of(
    userId: string,
    query: string,
    waitMs: number,
  ): Promise<{ state: 'used'; meaning: QueryMeaning } | { state: Exclude<MeaningState, 'used'> }>
  /** How well the model in use distinguishes meanings; null without one. @throws AppError */
  exam(): Promise<ExamResult | null>
}

const deadlineMs = 10_000
/** After a failure the model is left alone for so long. */
const restMs = 30_000
const mostQueries = 2_000
const mostUsers = 2_000
/** A draft stands for the message when it is at least this share of it. */
const draftShare = 0.7

export function createMeanings(find: FindEmbedder, onError: (error: unknown) => void): Meanings {
  const vectors = new LRUCache<string, Promise<Float32Array>>({ max: mostQueries })
  const drafts = new LRUCache<string, { query: string; vector: Float32Array }>({ max: mostUsers })
  const exams = new LRUCache<string, Promise<ExamResult>>({ max: 10 })
  let restsUntil = 0

  const failed = (error: unknown) => {
    restsUntil = performance.now() + restMs
    onError(error)
  }
  const examOf = (embedder: Embedder) => {
    const cached = exams.get(embedder.model)
    if (cached) return cached
    const exam = examine(embedder)
    exams.set(embedder.model, exam)
    exam.catch(() => exams.delete(embedder.model))
    return exam
  }
  const vectorOf = (embedder: Embedder, userId: string, query: string) => {
    const key = `${embedder.model}\n${query}`
    const cached = vectors.get(key)
    if (cached) return cached
    const asked = embedder
      .embed([query], AbortSignal.timeout(deadlineMs))
      .then(([vector]) => normalise(vector ?? []))
    vectors.set(key, asked)
    asked.then(
      (vector) => drafts.set(`${embedder.model}\n${userId}`, { query, vector }),
      () => vectors.delete(key),
    )
    return asked
  }
  /** The vector of what the user had typed of this query a moment ago. */
  const draftOf = (embedder: Embedder, userId: string, query: string) => {
    const draft = drafts.get(`${embedder.model}\n${userId}`)
    const isDraft =
      draft && query.startsWith(draft.query) && draft.query.length >= draftShare * query.length
    return isDraft ? draft.vector : null
  }

  return {
    model: () => find()?.model ?? null,
    async of(userId, query, waitMs) {
      const embedder = find()
      if (!embedder) return { state: 'off' }
      if (performance.now() < restsUntil) return { state: 'failed' }
      const draft = draftOf(embedder, userId, query)
      const asked = Promise.all([
        draft ?? vectorOf(embedder, userId, query),
        examOf(embedder),
      ]).catch((error: unknown) => {
        failed(error)
        return null
      })
      const cached = await withDeadline(asked, waitMs)
      if (cached === 'late') return { state: 'late' }
      if (cached === null) return { state: 'failed' }
      const [vector, exam] = cached
      const scale = exam[scriptOf(query)]
      if (scale.grade < lowestEmbeddingGrade) return { state: 'off' }
      return { state: 'used', meaning: { vector, scale } }
    },
    async exam() {
      const embedder = find()
      return embedder && examOf(embedder)
    },
  }
}
