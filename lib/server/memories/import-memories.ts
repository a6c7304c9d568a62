import type { z } from 'zod'
import type { memoryImportSchema } from '#lib/contracts/memory.ts'
import type { Services } from '../services.ts'
import { requireAgent } from './save-memory.ts'

/** @throws AppError 400 when an agent does not exist */
export async function importMemories(
  services: Pick<Services, 'agents' | 'memory'>,
  userId: string,
  { items }: z.infer<typeof memoryImportSchema>,
) {
  const agentIds = new Set(items.map(({ agentId }) => agentId ?? null))
  for (const id of agentIds) await requireAgent(services, id)
  return services.memory.importMemories(userId, items)
}
