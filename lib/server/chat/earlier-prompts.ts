import type { HistoryMessage } from '#lib/agent/history.ts'
import type { EarlierPrompt } from '#lib/agent/prompt-print.ts'
import type { BranchMessage } from '#lib/db/repositories/conversation.ts'
import type { PreparedTurn } from './prepare-turn.ts'

/** Providers cache no shorter prompts. */
const leastCachedTokens = 1_024
/** After this time most providers have forgotten a prompt. */
const rememberedMs = 3_600_000

type EarlierMessages = Pick<BranchMessage, 'answer'>[]

/** The history with the memories of earlier turns, where this turn may use them. */
export function historyOf({
  history,
  usesMemory,
  agent,
}: Pick<PreparedTurn, 'history' | 'usesMemory' | 'agent'>): HistoryMessage[] {
  return history.map(({ id, parentId, role, parts, answer }) => {
    const isUsable = usesMemory && answer?.agentId === agent.id
    return { id, parentId, role, parts, memories: isUsable ? (answer.memories ?? []) : [] }
  })
}

/** The prompt of the chat's last answer; null if it has none. */
export function earlierPromptOf(history: EarlierMessages): EarlierPrompt | null {
  const last = history.findLast(({ answer }) => answer?.print)?.answer
  return last?.print ? { print: last.print, model: last.model } : null
}

/**
 * Share of an unchanged beginning that the provider reads from its cache, 0 to 1, by its own count
 * in the chat's latest turn that tells; 0 if none does, or after a long pause.
 * @param now epoch milliseconds
 */
export function cachedShareOf(history: EarlierMessages, now: number): number {
  const last = history.findLast(({ answer }) => answer)?.answer
  if (!last || now - last.createdAt > rememberedMs) return 0
  const shares = history.flatMap(({ answer }) => {
    const { print, promptCache, inputTokens, cachedTokens } = answer ?? {}
    if (!print || !promptCache || promptCache.brokenBy || !inputTokens) return []
    const sameTokens = (inputTokens * promptCache.sameTokens) / print.tokens
    return sameTokens < leastCachedTokens ? [] : Math.min(1, (cachedTokens ?? 0) / sameTokens)
  })
  return shares.at(-1) ?? 0
}
