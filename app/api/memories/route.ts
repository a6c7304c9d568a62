import { z } from 'zod'
import { listQuerySchema, pageSchema } from '#lib/contracts/list.ts'
import { memoryCreateSchema, memorySchema, memoryTypeSchema } from '#lib/contracts/memory/memory.ts'
import { route } from '#lib/server/http/route.ts'
import { listMemories } from '#lib/server/memories/list-memories.ts'
import { createMemory, deleteAllMemories } from '#lib/server/memories/save-memory.ts'

const querySchema = listQuerySchema.extend({
  query: z.string().max(500).optional(),
  type: memoryTypeSchema.optional(),
  /** Only the memories with these ids, separated by commas. */
  ids: z
    .string()
    .max(5_000)
    .transform((ids) => ids.split(','))
    .optional(),
})

export const GET = route(
  {
    access: 'user',
    keyScope: 'memory',
    summary: 'Your memories, newest first',
    answer: pageSchema(memorySchema),
    query: querySchema,
  },
  ({ services, user, query }) => listMemories(services, user.id, query),
)

export const POST = route(
  {
    access: 'user',
    keyScope: 'memory',
    summary: 'Saves a memory',
    answer: memorySchema,
    body: memoryCreateSchema,
  },
  ({ services, user, body }) => createMemory(services, user.id, body),
)

export const DELETE = route(
  { access: 'user', keyScope: 'memory', summary: 'Forgets all your memories', answer: null },
  async ({ services, user }) => {
    await deleteAllMemories(services, user.id)
    return null
  },
)
