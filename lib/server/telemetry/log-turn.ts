import { log } from '../log.ts'
import type { EndedTurn } from './ended-turn.ts'

/** Logs one line per turn at the level `info`. */
export function logTurn({ agentId, outcome, errorCode, timing }: EndedTurn): void {
  const { turnId, model, ttfbMs, totalMs, inputTokens, outputTokens } = timing
  log().info(
    {
      turnId,
      agentId,
      model,
      outcome,
      ...(errorCode && { code: errorCode }),
      ttfbMs,
      totalMs,
      inputTokens,
      outputTokens,
    },
    'turn ended',
  )
}
