import type { z } from 'zod'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { Memory, memoryCreateSchema, memoryPatchSchema } from '#lib/contracts/memory/memory.ts'
import { deleteMemories } from '#lib/db/repositories/memories.ts'
import { withMemoryLock } from '#lib/db/repositories/memory-consolidation.ts'
import { deriveMemory } from '#lib/memory/learn/derive-memory.ts'
import type { Services } from '../services.ts'
import { isUniqueViolation } from '../users/email-taken.ts'
import { toMemories, toMemory } from './to-memory.ts'

/** @throws AppError 409 if the user has a memory with the same content, 400 for an unknown agent */
export async function createMemory(
  services: Pick<Services, 'database' | 'agents' | 'memory'>,
  userId: string,
  { text, agentId = null, type = 'profile' }: z.infer<typeof memoryCreateSchema>,
): Promise<Memory> {
  await requireAgent(services, agentId)
  const row = await refuseDuplicates(
    services.database.prisma.memory.create({
      data: { userId, type, agentId, text, ...deriveMemory(text) },
    }),
  )
  await services.memory.changed(userId, [row.id])
  return toMemory(row)
}

/** @throws AppError 404 for a memory of somebody else, 409 for a duplicate, 400 for an unknown agent */
export async function updateMemory(
  services: Pick<Services, 'database' | 'agents' | 'memory'>,
  userId: string,
  id: string,
  patch: z.infer<typeof memoryPatchSchema>,
): Promise<Memory> {
  const { prisma } = services.database
  const found = await prisma.memory.findFirst({ where: { id, userId } })
  if (!found) throw notFound('memory')
  await requireAgent(services, patch.agentId ?? null)
  const row = await refuseDuplicates(
    prisma.memory.update({
      where: { id, userId },
      data: { ...patch, ...(patch.text !== undefined && deriveMemory(patch.text)) },
    }),
  )
  await services.memory.changed(userId, [row.id])
  const [memory = toMemory(row)] = await toMemories(prisma, [row])
  return memory
}

/** @throws AppError 404 for a memory of somebody else */
export async function deleteMemory(
  services: Pick<Services, 'database' | 'memory'>,
  userId: string,
  id: string,
): Promise<void> {
  const count = await deleteMemories(services.database.pool, userId, [id])
  if (count === 0) throw notFound('memory')
  await services.memory.changed(userId, count === 1 ? [id] : null)
}

export async function deleteAllMemories(
  services: Pick<Services, 'database' | 'memory'>,
  userId: string,
): Promise<void> {
  const { pool } = services.database
  await withMemoryLock(pool, userId, (client) => deleteMemories(client, userId, null))
  await services.memory.changed(userId, null)
}

export async function requireAgent(services: Pick<Services, 'agents'>, agentId: string | null) {
  if (agentId === null || (await services.agents.find(agentId))) return
  const displayMessage = 'This agent does not exist.'
  throw new AppError({ code: 'invalid-input', status: 400, field: 'agentId', displayMessage })
}

async function refuseDuplicates<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const displayMessage = 'You have a memory that says the same.'
    throw new AppError({
      code: 'duplicate-memory',
      status: 409,
      field: 'text',
      displayMessage,
      cause: error,
    })
  }
}
