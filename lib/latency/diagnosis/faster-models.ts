import type { Agent, AgentPatch } from '#lib/contracts/agent.ts'
import type { DiagnosisInput, MeasuredModel, ProposedFix } from './rule.ts'
import { type AnsweredTurn, median, providerMs } from './summary.ts'

/** Another model has to be this much faster to be worth the change. */
export const muchFaster = 0.6
/** After so long a second model is asked: the longest that still helps. */
const hedgesMs = [3_000, 1_000, 300]

export const nothingToSet = { patch: null, expectedTtfbMs: null }

/**
 * Another model in its place, by the question, or as a second try; empty without a faster one.
 * @param current the model that is waited for
 * @param waitMs what it takes
 * @param isComparable false where the agent's prompts are larger than those that models were
 * measured with: then nothing tells what to expect
 */
export function fasterModelFixes(
  { agent, answered, ttfbMs, models }: DiagnosisInput,
  current: string,
  waitMs: number,
  isComparable: boolean,
): ProposedFix[] {
  const faster = models.find(({ model, p50 }) => model !== current && p50 < muchFaster * waitMs)
  if (!faster) return []
  const { model, p50 } = faster
  const ownMs = ownPartMs(answered, ttfbMs)
  const values = measuredValues(faster)
  const expected = (ms: number) => (isComparable ? ms : null)
  const fixes: ProposedFix[] = [
    {
      kind: 'use-model',
      values,
      patch: modelPatch(agent, model),
      expectedTtfbMs: expected(ownMs + p50),
    },
  ]
  if (agent.routing === null) {
    fixes.push({
      kind: 'use-auto',
      values,
      patch: { routing: { fastModel: model, deepModel: agent.model } },
      // How many of the questions are easy was not measured.
      expectedTtfbMs: null,
    })
  }
  const afterMs = hedgesMs.find((ms) => ms + p50 < waitMs)
  if (afterMs !== undefined && agent.hedge === null) {
    fixes.push({
      kind: 'hedge',
      values: { ...values, afterMs },
      patch: { hedge: { afterMs, model, reasoningCounts: false } },
      expectedTtfbMs: expected(ownMs + afterMs + p50),
    })
  }
  return fixes
}

/** What stays of the TTFB with any other provider and model. */
export function ownPartMs(answered: AnsweredTurn[], ttfbMs: number): number {
  return Math.max(0, ttfbMs - median(answered.map(providerMs)))
}

/** Makes the model answer every turn: with routing the agent's own would answer none. */
export function modelPatch(agent: Agent, model: string): AgentPatch {
  return agent.routing === null ? { model } : { model, routing: null }
}

/** The values that the evidence of a measured model is worded with. */
export function measuredValues({ model, p50, samples, source }: MeasuredModel) {
  return { model, measuredMs: p50, samples, source }
}
