import type { Pool } from 'pg'
import { findUnembedded, saveVectors } from '#lib/db/repositories/memory-vectors.ts'
import { type Embedder, normalise, toBytes } from './embedder.ts'

/** One request's texts; what is saved is not asked for again when the next request fails. */
const batchSize = 96
/** A job ends after so many requests, so that a large account does not keep the others waiting. */
const batches = 10
const deadlineMs = 60_000

/**
 * Has the model see those of a user's memories that it has not seen, newest first.
 * @param onSaved with the ids of each batch
 * @returns whether any are left
 * @throws AppError when the provider fails
 */
export async function embedMemories(
  pool: Pool,
  embedder: Embedder,
  userId: string,
  onSaved: (ids: string[]) => Promise<void>,
): Promise<boolean> {
  for (let batch = 0; batch < batches; batch += 1) {
    const request = { userId, model: embedder.model, limit: batchSize }
    const memories = await findUnembedded(pool, request)
    if (memories.length === 0) return false
    const vectors = await embedder.embed(
      memories.map(({ text }) => text),
      AbortSignal.timeout(deadlineMs),
    )
    const rows = memories.map((memory, at) => ({
      ...memory,
      vector: toBytes(normalise(vectors[at] ?? [])),
    }))
    await saveVectors(pool, embedder.model, rows)
    await onSaved(memories.map(({ id }) => id))
  }
  return true
}
