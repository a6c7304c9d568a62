import { textOfParts } from '#lib/contracts/chat.ts'
import { estimateTokens } from '#lib/contracts/estimate-tokens.ts'
import type { HistoryMessage } from './history.ts'

/** Limits for the history in a prompt. */
export interface HistoryLimits {
  messages: number
  /** Counted by `estimateTokens`. */
  tokens: number
}

/** Average number of turns in a block. */
const turnsPerBlock = 4

/**
 * The newest whole turns that fit; always at least the newest one. A history cut at the oldest turn
 * that fits would begin with another turn each time, so no provider's prompt cache would match it.
 * It is therefore cut at the beginning of a block. A hash of the turn's id decides where blocks
 * begin, so the beginning stays the same for several turns, however much of the chat was read.
 */
export function trimHistory(history: HistoryMessage[], limits: HistoryLimits): HistoryMessage[] {
  if (limits.messages === 0) return []
  const starts = startsThatFit(history, limits)
  const oldest = starts.at(-1)
  if (oldest === undefined) return []
  const isWhole = oldest === history.findIndex(isStart)
  const block = isWhole ? oldest : starts.findLast((start) => beginsBlock(history[start]?.id ?? ''))
  return history.slice(block ?? oldest)
}

/** Indexes at which the turns that fit begin, newest first. */
function startsThatFit(history: HistoryMessage[], limits: HistoryLimits): number[] {
  const starts: number[] = []
  let tokens = 0
  for (let at = history.length - 1; at >= 0; at -= 1) {
    const message = history[at]
    if (!message) break
    tokens += estimateTokens(textOfParts(message.parts))
    const fits = tokens <= limits.tokens && history.length - at <= limits.messages
    if (!fits && starts.length > 0) break
    if (isStart(message)) starts.push(at)
  }
  return starts
}

function isStart({ role }: HistoryMessage): boolean {
  return role === 'user'
}

/** FNV-1a hash of the id's characters. */
function beginsBlock(id: string): boolean {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  }
  return (hash >>> 8) % turnsPerBlock === 0
}
