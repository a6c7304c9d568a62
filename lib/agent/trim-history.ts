import { textOfParts } from '#lib/contracts/chat.ts'
import { estimateTokens } from '#lib/contracts/estimate-tokens.ts'
import type { HistoryMessage } from './history.ts'

/** What may be put before a turn. */
export interface HistoryLimits {
  messages: number
  /** As `estimateTokens` counts. */
  tokens: number
}

/** Of how many turns one begins a block, on average. */
const turnsPerBlock = 4

/**
 * The newest whole turns that fit; the newest one always. A history that is cut at the oldest turn
 * that fits would begin elsewhere in every turn, and no provider's prompt cache would know it. So
 * it is cut where a block begins, which the turn's own id decides: the beginning stays for several
 * turns, however much of the chat was read.
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

/** Where turns begin that fit, newest first. */
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

/** FNV-1a over the id's characters. */
function beginsBlock(id: string): boolean {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  }
  return (hash >>> 8) % turnsPerBlock === 0
}
