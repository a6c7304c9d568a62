import type { AgentEvent } from '#lib/contracts/agent-event.ts'
import { mayKeep } from '#lib/memory/may-keep.ts'
import { findMemoryCommand } from '#lib/memory/memory-command.ts'
import { searchTerms, tokenise } from '#lib/memory/tokenise.ts'
import { logError } from '../log-error.ts'
import { deleteMemory } from '../memories/save-memory.ts'
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
  const command = turn.usesMemory ? findMemoryCommand(turn.userText, new Date()) : null
  if (!command) return null
  try {
    if (command.kind === 'forget') return await forget(services, turn.userId, command.query)
    if (!mayKeep(turn.userText)) return null
    const { userId, chatId, userMessageId } = turn
    const saved = await services.memory.learn(
      { userId, agentId: null, chatId, messageId: userMessageId },
      command.facts,
    )
    return saved.length > 0 ? { type: 'memory-updated', saved } : null
  } catch (error) {
    logError(error)
    return null
  }
}

/** A memory that shares only a word or so with what shall be forgotten is not meant. */
function isAbout(text: string, query: string): boolean {
  const said = new Set(tokenise(text))
  const asked = searchTerms(query)
  return asked.filter((term) => said.has(term)).length >= asked.length / 2
}

async function forget(services: Services, userId: string, query: string) {
  const { items } = await services.memory.search({ userId, query, limit: 1 })
  const [found] = items
  if (!found || !isAbout(found.text, query)) return null
  await deleteMemory(services, userId, found.id)
  return { type: 'memory-updated' as const, deleted: [{ id: found.id, text: found.text }] }
}
