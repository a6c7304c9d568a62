import type { SessionUser } from '#lib/auth/session-reader.ts'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { Services } from '../services.ts'

/**
 * Deletes an agent; its chats stay and go on with the default agent.
 * @throws AppError 404 for an unknown agent, 409 for the last one
 */
export async function deleteAgent(
  services: Pick<Services, 'database' | 'agents' | 'memory' | 'audit'>,
  actor: SessionUser,
  id: string,
): Promise<void> {
  await services.database.prisma.$transaction(async (transaction) => {
    const agents = await transaction.$queryRaw<{ id: string }[]>`SELECT id FROM "Agent" FOR UPDATE`
    if (!agents.some((agent) => agent.id === id)) throw notFound('agent')
    if (agents.length === 1) {
      throw new AppError({
        code: 'last-agent',
        status: 409,
        displayMessage: 'This is the last agent. Create another one before you delete it.',
      })
    }
    const { name, model } = await transaction.agent.delete({ where: { id } })
    const target = { type: 'agent' as const, id, name }
    const entry = { actor, action: 'agent.deleted' as const, target, from: { model } }
    await services.audit.record(entry, transaction)
  })
  services.agents.invalidate()
  await services.memory.forgetAll()
}
