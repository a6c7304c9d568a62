import type { AgentEvent } from '#lib/contracts/chat/agent-event.ts'
import type { NotSavedReason } from '#lib/contracts/chat/chat.ts'
import type { ExtractedFact } from '#lib/memory/learn/extracted-fact.ts'
import { whyNotSaved } from '#lib/memory/learn/may-save.ts'
import { findMemoryCommand } from '#lib/memory/learn/memory-command.ts'
import { searchTerms, tokenise } from '#lib/memory/text/tokenise.ts'
import { logError } from '../log-error.ts'
import { deleteMemory } from '../memories/save-memory.ts'
import type { Services } from '../services.ts'
import type { PreparedTurn } from './prepare-turn.ts'

type MemoryUpdated = Extract<AgentEvent, { type: 'memory-updated' }>

/** What a memory command did, or why nothing was saved. */
export type CommandOutcome = { updated: MemoryUpdated } | { notSaved: NotSavedReason }

/**
 * Executes the memory command in a message at once: "remember that …", "forget …". Runs in parallel
 * to the model's call. Never rejects; null if there is no command or nothing changed.
 */
export async function applyMemoryCommand(
  services: Pick<Services, 'database' | 'memory'>,
  turn: PreparedTurn,
): Promise<CommandOutcome | null> {
  const command = findMemoryCommand(turn.userText, new Date())
  if (!command) return null
  if (command.kind === 'remember') return remember(services, turn, command.facts)
  if (!turn.usesMemory) return null
  try {
    return await forget(services, turn.userId, command.query)
  } catch (error) {
    logError(error)
    return null
  }
}

async function remember(
  { memory }: Pick<Services, 'memory'>,
  { usesMemory, userId, chatId, userMessageId, userText }: PreparedTurn,
  facts: ExtractedFact[],
): Promise<CommandOutcome | null> {
  const reason = whyNotSaved(userText) ?? (usesMemory ? null : 'memory-off')
  if (reason) return { notSaved: reason }
  try {
    const source = { userId, agentId: null, chatId, messageId: userMessageId }
    const saved = await memory.learn(source, facts)
    return saved.length > 0 ? { updated: { type: 'memory-updated', saved } } : null
  } catch (error) {
    logError(error)
    return { notSaved: 'failed' }
  }
}

/** Whether a memory is about the query: at least half of the query's terms must occur in it. */
function isAbout(text: string, query: string): boolean {
  const tokens = new Set(tokenise(text))
  const asked = searchTerms(query)
  return asked.filter((term) => tokens.has(term)).length >= asked.length / 2
}

async function forget(
  services: Pick<Services, 'database' | 'memory'>,
  userId: string,
  query: string,
): Promise<CommandOutcome | null> {
  const { items } = await services.memory.search({ userId, query, limit: 1 })
  const [found] = items
  if (!found || !isAbout(found.text, query)) return null
  await deleteMemory(services, userId, found.id)
  const deleted = [{ id: found.id, text: found.text }]
  return { updated: { type: 'memory-updated', deleted } }
}
