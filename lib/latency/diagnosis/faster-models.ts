import type { Agent, AgentPatch } from '#lib/contracts/agents/agent.ts'
import type { DiagnosisInput, MeasuredModel, ProposedFix } from './rule.ts'
import { type AnsweredTurn, median, providerMs } from './summary.ts'

/** Maximum ratio of another model's time to the current one's for a change to be proposed. */
export const muchFaster = 0.6
/** Delays before the hedge request; the longest one that still helps is proposed. */
const hedgesMs = [3_000, 1_000, 300]

export const nothingToSet = { patch: null, expectedTtfbMs: null }

/**
 * Proposes another model as replacement, by routing, or as hedge; empty if none is faster.
 * @param current the model that causes the wait
 * @param waitMs its time
 * @param isComparable false if the agent's prompts are larger than those that the other models were
 * measured with, so that no time can be predicted
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
      // The share of easy questions was not measured.
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

/** The part of the TTFB that remains with any other provider and model. */
export function ownPartMs(answered: AnsweredTurn[], ttfbMs: number): number {
  return Math.max(0, ttfbMs - median(answered.map(providerMs)))
}

/**
 * Uses the model for every turn: routing is switched off, because it would replace the agent's
 * model.
 */
export function modelPatch(agent: Agent, model: string): AgentPatch {
  return agent.routing === null ? { model } : { model, routing: null }
}

/** Values for the evidence text of a measured model. */
export function measuredValues({ model, p50, samples, source }: MeasuredModel) {
  return { model, measuredMs: p50, samples, source }
}
