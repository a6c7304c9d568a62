import { route } from '#lib/server/http/route.ts'
import { readEmbeddingState } from '#lib/server/memories/read-embedding-state.ts'

export const GET = route({ access: 'admin' }, ({ services }) => readEmbeddingState(services))
