import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import { cosine } from '../meaning/embedder.ts'
import type { QueryMeaning } from '../meaning/meaning.ts'
import type { MemoryStore } from './memory-store.ts'

/** How near each document is to a query, by document number: in deviations above what unrelated texts are. */
export type Nearness = Float32Array

/** Other work of the process runs after so long. */
const sliceMs = 5
const perCheck = 256
/** The mean of the user's own memories counts as much as the exam's at so many. */
const trustedMean = 20

/** Zero for documents without a vector. */
export async function compareMeanings(
  store: MemoryStore,
  { vector, scale }: QueryMeaning,
): Promise<Nearness> {
  const count = store.memories.length
  const nearness = new Float32Array(count)
  let sum = 0
  let compared = 0
  let sliceStart = performance.now()
  for (let document = 0; document < count; document += 1) {
    const other = store.memories[document]?.vector
    if (other && other.length === vector.length) {
      const similarity = cosine(vector, other)
      nearness[document] = similarity
      sum += similarity
      compared += 1
    }
    if (document % perCheck === 0 && performance.now() - sliceStart > sliceMs) {
      await nextLoopTurn()
      sliceStart = performance.now()
    }
  }
  // One person's memories are alike in kind, so that all are nearer than unrelated texts.
  const mean = (sum + trustedMean * scale.unrelated) / (compared + trustedMean)
  const zero = Math.max(mean, scale.unrelated)
  for (let document = 0; document < count; document += 1) {
    if (nearness[document] !== 0)
      nearness[document] = ((nearness[document] ?? 0) - zero) / scale.deviation
  }
  return nearness
}
