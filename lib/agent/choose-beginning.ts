import { type HistoryMessage, isFromBeginning, tokensOf } from './history.ts'
import type { HistoryLimits } from './trim-history.ts'

/** A summary of a chat's messages up to and including one. */
export interface ChatSummary {
  text: string
  untilId: string
}

/** What a prompt's history begins with. */
export interface Beginning {
  /** Stands for the messages that are left out; null if the history begins with a message. */
  summary: ChatSummary | null
  rest: HistoryMessage[]
}

/**
 * Chooses between the whole history and its summaries. A summary makes the prompt shorter and loses
 * what the provider has cached, so one takes the place of messages when the limits require it, or
 * when the tokens that it saves to read until they do are more than those that must be read again.
 * @param summaries of this chat, oldest first; those of other branches are ignored
 * @param cachedShare share of an unchanged beginning that the provider reads from its cache, 0 to 1
 */
export function chooseBeginning(
  history: HistoryMessage[],
  summaries: ChatSummary[],
  limits: HistoryLimits,
  cachedShare: number,
): Beginning {
  if (limits.messages === 0) return { summary: null, rest: history }
  const beginnings = beginningsOf(history, summaries)
  const newest = beginnings.at(-1) ?? { summary: null, rest: history, tokens: 0 }
  const longest = beginnings.find(
    ({ rest, tokens }) => rest.length <= limits.messages && tokens <= limits.tokens,
  )
  if (!longest || longest === newest) return newest
  const savedEach = (longest.tokens - newest.tokens) * (1 - cachedShare)
  const lost = newest.tokens * cachedShare
  return savedEach * turnsLeft(longest, limits) > lost ? newest : longest
}

type Measured = Beginning & { tokens: number }

function beginningsOf(history: HistoryMessage[], summaries: ChatSummary[]): Measured[] {
  // tokens[at]: of all messages from `at` on.
  const tokens = [0]
  for (const message of history.toReversed()) tokens.push((tokens.at(-1) ?? 0) + tokensOf(message))
  tokens.reverse()
  const known = summaries.flatMap((summary) => {
    const until = history.findIndex(({ id }) => id === summary.untilId)
    const from = until + 1
    return until === -1 ? [] : { summary, rest: history.slice(from), tokens: tokens[from] ?? 0 }
  })
  const isWhole = known.length === 0 || isFromBeginning(history)
  return [...(isWhole ? [{ summary: null, rest: history, tokens: tokens[0] ?? 0 }] : []), ...known]
}

/** Turns like those so far until the history reaches its limits. */
function turnsLeft({ rest, tokens }: Measured, limits: HistoryLimits): number {
  const turns = rest.filter(({ role }) => role === 'user').length || 1
  const byTokens = (limits.tokens - tokens) / (tokens / turns)
  const byMessages = ((limits.messages - rest.length) * turns) / rest.length
  return Math.max(1, Math.min(byTokens, byMessages))
}
