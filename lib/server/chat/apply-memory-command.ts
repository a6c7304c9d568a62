import type { AgentEvent } from '#lib/contracts/agent-event.ts'
import { mayKeep } from '#lib/memory/may-keep.ts'
import { findMemoryCommand } from '#lib/memory/memory-command.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import type { PreparedTurn } from './prepare-turn.ts'

/**
 * Does at once what the message asks of the memory: "remember that …", "forget …". Runs beside the
 * model's call. Never rejects; null when nothing was asked or changed.
 */
export async function applyMemoryCommand(
  services: Services,
  turn: PreparedTurn,
): Promise<Extract<AgentEvent, { type: 'memory-updated' }> | null> {
  const command = turn.agent.memory.enabled ? findMemoryCommand(turn.userText) : null
  if (!command) return null
  try {
    if (command.kind === 'forget') return await forget(services, turn.userId, command.query)
    if (!mayKeep(turn.userText)) return null
    const { userId, chatId, userMessageId } = turn
    const saved = await services.memory.learn(
      { userId, agentId: null, chatId, messageId: userMessageId },
      [{ text: command.text, type: 'profile', importance: 0.8, validFrom: null, validTo: null }],
    )
    return saved.length > 0 ? { type: 'memory-updated', saved } : null
  } catch (error) {
    logError(error)
    return null
  }
}

async function forget(services: Services, userId: string, query: string) {
  const { items } = await services.memory.search({ userId, query, limit: 1 })
  const [found] = items
  if (!found) return null
  await services.database.prisma.memory.deleteMany({ where: { id: found.id, userId } })
  await services.memory.changed(userId, [found.id])
  return { type: 'memory-updated' as const, deleted: [{ id: found.id, text: found.text }] }
}
