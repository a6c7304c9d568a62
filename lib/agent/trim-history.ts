import { type HistoryMessage, tokensOf } from './history.ts'

/** Limits for the history in a prompt. */
export interface HistoryLimits {
  messages: number
  /** Counted by `estimateTokens`. */
  tokens: number
}

/** Of the limits: what a cut leaves. */
const keptShare = 0.5

/**
 * The newest whole turns that fit; always at least the newest one. A history cut at the oldest turn
 * that fits would begin with another turn each time, so no provider's prompt cache would match it.
 * It is therefore cut deeply, and then begins with the same turn until it is full again.
 * @param options.isWhole whether the list holds all messages that may be shown
 * @param options.from the first message of the turn before
 */
export function trimHistory(
  history: HistoryMessage[],
  limits: HistoryLimits,
  { isWhole = true, from = null }: { isWhole?: boolean; from?: string | null } = {},
): HistoryMessage[] {
  const fitting = newestTurns(history, limits)
  const first = history.findIndex(isStart)
  if (isWhole && fitting.length === history.length - first) return fitting
  const before = fitting.findIndex(({ id }) => id === from)
  if (before !== -1) return fitting.slice(before)
  return newestTurns(fitting, {
    messages: limits.messages * keptShare,
    tokens: limits.tokens * keptShare,
  })
}

/** The newest whole turns within the limits; at least the newest one unless no message is allowed. */
export function newestTurns<T extends HistoryMessage>(history: T[], limits: HistoryLimits): T[] {
  if (limits.messages === 0) return []
  let from = history.length
  let tokens = 0
  for (let at = history.length - 1; at >= 0; at -= 1) {
    const message = history[at]
    if (!message) break
    tokens += tokensOf(message)
    const fits = tokens <= limits.tokens && history.length - at <= limits.messages
    if (!fits && from < history.length) break
    if (isStart(message)) from = at
  }
  return history.slice(from)
}

function isStart({ role }: HistoryMessage): boolean {
  return role === 'user'
}
