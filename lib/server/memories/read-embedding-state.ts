import { AppError } from '#lib/contracts/app-error.ts'
import type { EmbeddingState } from '#lib/contracts/memory/memory.ts'
import { countVectors } from '#lib/db/repositories/memory-vectors.ts'
import type { Services } from '../services.ts'

/** The embedding model's progress with all users' memories, and its result in the exam. */
export async function readEmbeddingState(
  services: Pick<Services, 'database' | 'settings' | 'memory'>,
): Promise<EmbeddingState> {
  const { embeddingModel: model } = await services.settings.read()
  if (!model) return { model, memories: 0, embedded: 0, grades: null, problem: null }
  const counts = await countVectors(services.database.pool, model)
  try {
    const exam = await services.memory.exam()
    const grades = exam && { english: exam.latin.grade, chinese: exam.han.grade }
    return { model, ...counts, grades, problem: null }
  } catch (error) {
    return { model, ...counts, grades: null, problem: problemOf(error) }
  }
}

/** @throws an error that is not the provider's */
function problemOf(error: unknown): string {
  if (error instanceof AppError) return error.displayMessage
  // The exam exceeded its deadline.
  if (error instanceof Error && error.name === 'TimeoutError') {
    return 'The provider did not answer the request for embeddings in time.'
  }
  throw error
}
