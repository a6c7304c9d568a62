import type { Agent } from '#lib/contracts/agent.ts'
import { bufferedDeltas, bufferingProxy, delayedDeltas, slowPaint } from './delivery-rules.ts'
import {
  coldConnection,
  farProvider,
  providerErrors,
  slowModel,
  unaskedReasoning,
} from './model-rules.ts'
import { busyServer, largeMemory, largePrompt, slowDatabase, slowRecall } from './own-rules.ts'
import type { Finding, MeasuredModel, Rule } from './rule.ts'
import type { TurnSample } from './sample.ts'
import { isAnswered, median } from './summary.ts'

const rules: Rule[] = [
  ...[slowModel, unaskedReasoning, coldConnection, farProvider, providerErrors],
  ...[slowRecall, largeMemory, largePrompt, slowDatabase, busyServer],
  ...[bufferedDeltas, delayedDeltas, bufferingProxy, slowPaint],
]
/** Fewer turns tell too little. */
const fewestTurns = 5

/**
 * What an agent's users wait for, worst first.
 * @param turns its latest ended turns with its settings as they are
 * @param models chat models that were measured and work, fastest first
 */
export function diagnose(agent: Agent, turns: TurnSample[], models: MeasuredModel[]): Finding[] {
  if (turns.length < fewestTurns) return []
  const answered = turns.filter(isAnswered)
  const ttfbMs = median(answered.map((turn) => turn.ttfbMs))
  const input = { agent, turns, answered, ttfbMs, models }
  return rules
    .map((rule) => rule(input))
    .filter((finding) => finding !== null)
    .sort((a, b) => b.costMs - a.costMs)
}
