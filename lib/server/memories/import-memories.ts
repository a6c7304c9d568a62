import type { z } from 'zod'
import type { memoryImportSchema } from '#lib/contracts/memory/memory.ts'
import { processWide } from '#lib/process-wide.ts'
import type { Services } from '../services.ts'
import { requireAgent } from './save-memory.ts'

/** The latest import of each user; a user's imports run one after another. */
const running = () => processWide('memory-imports', () => new Map<string, Promise<unknown>>())

/** @throws AppError 400 if an agent does not exist */
export async function importMemories(
  services: Pick<Services, 'agents' | 'memory'>,
  userId: string,
  { items }: z.infer<typeof memoryImportSchema>,
) {
  const agentIds = new Set(items.map(({ agentId }) => agentId ?? null))
  for (const id of agentIds) await requireAgent(services, id)
  const imports = running()
  const before = imports.get(userId) ?? Promise.resolve()
  const work = before.then(
    () => services.memory.importMemories(userId, items),
    () => services.memory.importMemories(userId, items),
  )
  imports.set(userId, work)
  try {
    return await work
  } finally {
    if (imports.get(userId) === work) imports.delete(userId)
  }
}
