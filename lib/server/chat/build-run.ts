import { assemblePrompt } from '#lib/agent/prompt.ts'
import type { RunInput } from '#lib/agent/run-loop.ts'
import type { AgentEvent } from '#lib/contracts/agent-event.ts'
import { textOfParts } from '#lib/contracts/chat.ts'
import { memoryBlock } from '#lib/memory/prompt-block.ts'
import { createAttemptLog } from '#lib/providers/wrappers/attempt-log.ts'
import type { Services } from '../services.ts'
import { type CachePlace, findCachePlace, replay } from './answer-cache.ts'
import { builtInTools } from './built-in-tools.ts'
import { type ChosenModel, chooseModel } from './choose-model.ts'
import type { PreparedTurn } from './prepare-turn.ts'

/**
 * Puts together what the run loop needs: memories, prompt, model and tools.
 * What belongs to the message's metadata is noted in `metadata`.
 */
export async function buildRun(
  services: Services,
  turn: PreparedTurn,
  chosen: ChosenModel,
  metadata: Record<string, unknown>,
  emit: (event: AgentEvent) => void,
): Promise<{ run: RunInput; cachePlace: CachePlace | null }> {
  const { agent, clock } = turn
  const recalled = await turn.recall
  if (recalled) {
    metadata.memories = recalled.items
    metadata.memoryCache = recalled.late ? 'late' : recalled.cache
    emit({ type: 'memory-updated', recalled: recalled.items })
    emit({ type: 'metadata', key: 'memoryCache', value: metadata.memoryCache })
  }
  const endPrompt = clock.begin('prompt')
  const prefixText = textOfParts(turn.prefix ?? [])
  const { messages, ...prompt } = assemblePrompt({
    instructions: agent.instructions,
    history: turn.history,
    summary: turn.summary,
    memoryBlock: memoryBlock(recalled?.items ?? []),
    userText: turn.userText,
    prefixText,
    limits: { historyLimit: agent.historyLimit, budgetTokens: agent.prompt.budgetTokens },
  })
  metadata.prompt = { ...prompt, budgetTokens: agent.prompt.budgetTokens }
  if (prompt.leftOut > 0) emit({ type: 'metadata', key: 'prompt', value: metadata.prompt })
  const cachePlace = await findCachePlace(services, turn, recalled?.items ?? [])
  const cached = cachePlace?.found
  if (cached) {
    metadata.cachedAt = cached.createdAt.toISOString()
    emit({ type: 'metadata', key: 'cachedAt', value: metadata.cachedAt })
  }
  const model = cached
    ? {
        model: cached.model,
        streamModel: replay(cached),
        attempts: createAttemptLog(clock.elapsedMs, () => undefined),
      }
    : await chooseModel(services, turn, chosen, metadata, emit)
  endPrompt()
  const run: RunInput = {
    turnId: turn.turnId,
    ...model,
    messages,
    prefixText,
    ...(recalled && {
      memory: { cache: recalled.late ? 'late' : recalled.cache, meaning: recalled.meaning },
    }),
    tools: builtInTools(services, turn),
    ...(agent.temperature !== null && { temperature: agent.temperature }),
    ...(agent.maxOutputTokens !== null && { maxOutputTokens: agent.maxOutputTokens }),
    streaming: agent.streaming,
    ...(cachePlace && { cache: cached ? 'hit' : 'miss' }),
    clock,
  }
  return { run, cachePlace }
}
