import { embeddingStateSchema } from '#lib/contracts/memory/memory.ts'
import { route } from '#lib/server/http/route.ts'
import { readEmbeddingState } from '#lib/server/memories/read-embedding-state.ts'

export const GET = route(
  {
    access: 'admin',
    summary: 'The embedding model’s progress and its result in the exam',
    answer: embeddingStateSchema,
  },
  ({ services }) => readEmbeddingState(services),
)
