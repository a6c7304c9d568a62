import type { Agent } from '#lib/contracts/agents/agent.ts'
import type { FindingRule } from '#lib/contracts/latency/latency.ts'
import { brokenCache } from './cache-rules.ts'
import { bufferedDeltas, bufferingProxy, delayedDeltas, slowPaint } from './delivery-rules.ts'
import { largePrompt, slowModel, unaskedReasoning } from './model-rules.ts'
import { busyServer, largeMemory, slowDatabase, slowRecall } from './own-rules.ts'
import { coldConnection, farProvider, providerErrors } from './provider-rules.ts'
import type { DiagnosisInput, Finding, Rule } from './rule.ts'
import type { TurnSample } from './sample.ts'
import { isAnswered, median } from './summary.ts'

const rules: Rule[] = [
  slowModel,
  unaskedReasoning,
  largePrompt,
  brokenCache,
  coldConnection,
  farProvider,
  providerErrors,
  slowRecall,
  largeMemory,
  slowDatabase,
  busyServer,
  bufferedDeltas,
  delayedDeltas,
  bufferingProxy,
  slowPaint,
]

/** Findings that are caused by another one and hidden beside it if they cost about as much. */
const explainedBy: Partial<Record<FindingRule, FindingRule>> = {
  'slow-model': 'unasked-reasoning',
  // A pause of the process delays reading results that database and memory returned in time.
  'slow-database': 'busy-server',
  'slow-recall': 'busy-server',
}
const aboutAsMuch = 0.8

/** Minimum number of turns for a finding. */
const fewestTurns = 5

/**
 * The causes of an agent's wait, worst first.
 * @param turns its latest ended turns with the current settings, newest first
 * @param models measured chat models that work, fastest first
 * @param shortPromptMs time of models for short prompts, milliseconds
 */
export function diagnose(
  agent: Agent,
  turns: TurnSample[],
  models: DiagnosisInput['models'],
  shortPromptMs: DiagnosisInput['shortPromptMs'] = new Map(),
): Finding[] {
  if (turns.length < fewestTurns) return []
  const answered = turns.filter(isAnswered)
  const ttfbMs = median(answered.map((turn) => turn.ttfbMs))
  const input = { agent, turns, answered, ttfbMs, models, shortPromptMs }
  const found = rules.map((rule) => rule(input)).filter((finding) => finding !== null)
  return found.filter((finding) => !isExplained(finding, found)).sort((a, b) => b.costMs - a.costMs)
}

function isExplained({ rule, costMs }: Finding, found: Finding[]): boolean {
  const other = found.find((one) => one.rule === explainedBy[rule])
  return other !== undefined && other.costMs >= aboutAsMuch * costMs
}
