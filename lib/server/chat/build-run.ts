import { assemblePrompt, type PromptInput } from '#lib/agent/prompt.ts'
import { createPromptRecord, type EarlierPrompt } from '#lib/agent/prompt-print.ts'
import type { RunInput } from '#lib/agent/run-input.ts'
import type { AgentEvent } from '#lib/contracts/chat/agent-event.ts'
import type { LumosMessage, TurnMetadata } from '#lib/contracts/chat/chat.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import { createAttemptLog } from '#lib/providers/wrappers/attempt-log.ts'
import type { Services } from '../services.ts'
import { type CachePlace, findCachePlace, replay } from './answer-cache.ts'
import { type ChosenModel, chooseModel } from './choose-model.ts'
import { cachedShareOf, earlierPromptOf, historyOf } from './earlier-prompts.ts'
import type { PreparedTurn } from './prepare-turn.ts'
import { turnTools, withToolNote } from './tools/turn-tools.ts'

/** A run that can begin, with what was decided for it. */
export interface BuiltRun {
  run: RunInput
  cachePlace: CachePlace | null
  metadata: TurnMetadata
}

/** Joins what the run loop needs: recalled memories, prompt, model and tools. */
export async function buildRun(
  services: Pick<
    Services,
    'models' | 'breakers' | 'speeds' | 'memory' | 'answers' | 'mcp' | 'database' | 'env' | 'secrets'
  >,
  turn: PreparedTurn,
  chosen: ChosenModel,
  {
    write,
    prefilledTokens,
  }: { write: (event: AgentEvent) => void; prefilledTokens: number | null },
): Promise<BuiltRun> {
  const { agent, clock } = turn
  const recalled = await turn.recall
  const memory = recalled && {
    cache: recalled.late ? ('late' as const) : recalled.cache,
    meaning: recalled.meaning,
  }
  const files = await turn.files
  const endPrompt = clock.begin('prompt')
  const { tools, leftOut } = turnTools(services, turn)
  const earlier = earlierPromptOf(turn.history)
  const {
    messages,
    kept,
    files: usedFiles,
    ...prompt
  } = assemblePrompt(promptInputOf(turn, { memories: recalled?.items ?? [], files, earlier }))
  const cachePlace = await findCachePlace(services, turn, recalled?.items ?? [])
  const cached = cachePlace?.found
  const model = cached
    ? {
        model: cached.model,
        streamModel: replay(cached),
        attempts: createAttemptLog(clock.elapsedMs, () => undefined),
      }
    : await chooseModel(services, turn, chosen, write)
  endPrompt()
  const run: RunInput = {
    turnId: turn.turnId,
    ...model,
    messages,
    steps: [...turn.steps],
    prefixText: prefixOf(turn),
    ...(turn.answered && { answered: turn.answered, citedUrls: citedUrls(turn.prefix ?? []) }),
    ...(memory && { memory }),
    ...(prefilledTokens !== null && { prefilledTokens }),
    tools,
    ...(!cached && { promptRecord: createPromptRecord({ ...kept, tools }, earlier) }),
    ...(agent.temperature !== null && { temperature: agent.temperature }),
    ...(agent.maxOutputTokens !== null && { maxOutputTokens: agent.maxOutputTokens }),
    ...(turn.reasoningEffort && { reasoningEffort: turn.reasoningEffort }),
    ...(agent.extraBody && { extraBody: agent.extraBody }),
    streaming: agent.streaming,
    ...(cachePlace && { cache: cached ? 'hit' : 'miss' }),
    clock,
  }
  const metadata: TurnMetadata = {
    ...(recalled && { memories: recalled.items }),
    ...(memory && { memoryCache: memory.cache }),
    prompt: { ...prompt, budgetTokens: agent.prompt.budgetTokens },
    ...(leftOut.length > 0 && { leftOutServers: leftOut }),
    ...(usedFiles.length > 0 && { files: usedFiles }),
    ...(cached && { cachedAt: cached.createdAt.toISOString() }),
    ...(!cached && chosen.routing && { route: chosen.routing }),
  }
  return { run, cachePlace, metadata }
}

/** What a turn's prompt is made from. */
export function promptInputOf(
  turn: PreparedTurn,
  {
    memories,
    files,
    earlier,
  }: Pick<PromptInput, 'memories' | 'files'> & { earlier: EarlierPrompt | null },
): PromptInput {
  const { agent, clock } = turn
  return {
    instructions: withToolNote(turn.instructions, agent),
    history: historyOf(turn),
    summaries: turn.summaries,
    memories,
    questionId: turn.userMessageId,
    userText: turn.userText,
    prefixText: prefixOf(turn),
    limits: { historyLimit: agent.historyLimit, budgetTokens: agent.prompt.budgetTokens },
    from: earlier?.print.from ?? null,
    cachedShare: cachedShareOf(turn.history, clock.receivedAt),
    files,
  }
}

/** A model that gets the results of its calls goes on by itself. */
function prefixOf({ prefix, answered }: PreparedTurn): string {
  return answered ? '' : textOfParts(prefix ?? [])
}

function citedUrls(parts: LumosMessage['parts']): string[] {
  return parts.flatMap((part) => (part.type === 'source-url' ? [part.url] : []))
}
