import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import { readMessageToLearn } from '#lib/db/repositories/memory-consolidation.ts'
import { extractFacts } from '#lib/memory/learn/extract.ts'
import { findMemoryCommand } from '#lib/memory/learn/memory-command.ts'
import { processWide } from '#lib/process-wide.ts'
import { generateWith } from '../models/generate-with.ts'
import type { Services } from '../services.ts'
import { createModelFailureNotes } from './note-model-failure.ts'

export const memoryJob = 'memory-extraction'

export interface MemoryJob {
  userId: string
  chatId: string
  agentId: string
  messageId: string
}

const noteModelFailure = () => processWide('model-failure-notes', () => createModelFailureNotes())

/** Learns lasting facts from one message of the user. */
export async function learnFromMessage(
  services: Pick<Services, 'database' | 'settings' | 'agents' | 'models' | 'memory'>,
  job: MemoryJob,
): Promise<void> {
  const { userId, chatId, messageId } = job
  const [agent, settings, message] = await Promise.all([
    services.agents.find(job.agentId),
    services.settings.read(),
    readMessageToLearn(services.database.pool, job),
  ])
  if (!message || (agent && !agent.memory.enabled)) return
  const text = textOfParts(message.parts)
  // The job may run days later; "tomorrow" is relative to the message's time.
  const today = message.createdAt
  // "Remember that …" was executed during the turn.
  if (findMemoryCommand(text, today)) return
  const model = settings.memoryModel ?? agent?.model
  const facts = await extractFacts(text, {
    generate: model ? (system, prompt) => generateWith(services, model, system, prompt) : null,
    today,
    onError: (error) => noteModelFailure()(model ?? '', error),
  })
  const source = { userId, agentId: null, chatId, messageId, saidAt: message.createdAt }
  await services.memory.learn(source, facts)
}
