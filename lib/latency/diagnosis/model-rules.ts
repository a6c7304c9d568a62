import type { Agent, AgentPatch } from '#lib/contracts/agent.ts'
import { largePrompt } from './own-rules.ts'
import type { DiagnosisInput, Finding, MeasuredModel, ProposedFix, Rule } from './rule.ts'
import type { TurnSample } from './sample.ts'
import {
  type AnsweredTurn,
  connectMs,
  hasEarlyHeaders,
  median,
  modelMs,
  presentValues,
  providerMs,
  shareOfTurns,
  shareOfWait,
} from './summary.ts'

/** A wait that people notice, and one that a much faster model makes needless. */
const slowModelMs = 2_000
const needlessMs = 900
const timesFaster = 5
const slowModelShare = 0.5
/** Of the model's time. */
const reasoningShare = 0.5
/** Another model has to be this much faster to be worth the change. */
const muchFaster = 0.6
/** After so long a second model is asked: the longest that still helps. */
const hedgesMs = [3_000, 1_000, 300]
const slowConnectMs = 250
const errorShare = 0.1
const fewestErrors = 3

/** The model thinks before it answers, visibly: its reasoning is most of the wait. */
export const unaskedReasoning: Rule = (all) => {
  const input = withoutDeepTurns(all)
  const { answered } = input
  const reasoning = answered.filter(({ reasoningMs }) => reasoningMs !== null)
  const thoughtMs = median(
    reasoning.map(({ ttfbMs, reasoningMs }) => ttfbMs - (reasoningMs ?? ttfbMs)),
  )
  const share = shareOfWait(answered, modelMs)
  const waitMs = median(reasoning.map(modelMs))
  if (reasoning.length < answered.length / 2 || thoughtMs < reasoningShare * waitMs) return null
  if (share < slowModelShare || !isLong(waitMs, input)) return null
  const values = { model: modelOf(answered), thoughtMs }
  return modelFinding('unasked-reasoning', input, share, values)
}

/** The model is silent for long before its first word. */
export const slowModel: Rule = (all) => {
  const input = withoutDeepTurns(all)
  const { answered } = input
  const waitMs = median(answered.map(modelMs))
  const share = shareOfWait(answered, modelMs)
  if (share < slowModelShare || !isLong(waitMs, input)) return null
  if (unaskedReasoning(input)) return null
  const prompt = largePrompt(input)
  if (prompt && !isLong(waitMs - prompt.costMs, input)) return null
  return modelFinding('slow-model', input, share, { model: modelOf(answered) })
}

/** What the router gave to the deep model was to be thought about. */
function withoutDeepTurns(input: DiagnosisInput): DiagnosisInput {
  const { routing } = input.agent
  if (routing === null || routing.deepModel === routing.fastModel) return input
  const answered = input.answered.filter(({ model }) => model !== routing.deepModel)
  return { ...input, answered, ttfbMs: median(answered.map(({ ttfbMs }) => ttfbMs)) }
}

function isLong(waitMs: number, { answered, models }: DiagnosisInput): boolean {
  const current = modelOf(answered)
  const fastest = models.find(({ model }) => model !== current)
  const isNeedless = fastest !== undefined && fastest.p50 * timesFaster <= waitMs
  return waitMs >= slowModelMs || (waitMs >= needlessMs && isNeedless)
}

function modelFinding(
  rule: 'slow-model' | 'unasked-reasoning',
  input: DiagnosisInput,
  share: number,
  values: Record<string, string | number>,
): Finding {
  const waitMs = median(input.answered.map(modelMs))
  const fixes = fasterModels(input, waitMs)
  return {
    ...{ rule, stage: 'model', share, costMs: waitMs },
    values: { ...values, waitMs, turns: input.answered.length },
    fixes: fixes ?? [
      { kind: 'check-provider', values: { model: input.agent.model }, ...nothingToSet },
    ],
  }
}

const nothingToSet = { patch: null, expectedTtfbMs: null }

/** Another model in its place, by the question, or as a second try; null without a faster one. */
function fasterModels(
  { agent, answered, ttfbMs, models }: DiagnosisInput,
  waitMs: number,
): [ProposedFix, ...ProposedFix[]] | null {
  const current = modelOf(answered)
  const faster = models.find(({ model, p50 }) => model !== current && p50 < muchFaster * waitMs)
  if (!faster) return null
  const ownMs = ownPartMs(answered, ttfbMs)
  const values = fixValues(faster)
  const { model } = faster
  const afterMs = hedgesMs.find((ms) => ms + faster.p50 < waitMs)
  const others: ProposedFix[] = []
  if (agent.routing === null) {
    others.push({
      ...{ kind: 'use-auto', values },
      patch: { routing: { fastModel: model, deepModel: agent.model } },
      // How many of the questions are easy was not measured.
      expectedTtfbMs: null,
    })
  }
  if (afterMs !== undefined && agent.hedge === null) {
    others.push({
      ...{ kind: 'hedge', values: { ...values, afterMs } },
      patch: { hedge: { afterMs, model, reasoningCounts: false } },
      expectedTtfbMs: ownMs + afterMs + faster.p50,
    })
  }
  return [
    {
      ...{ kind: 'use-model', values, patch: modelPatch(agent, model) },
      expectedTtfbMs: ownMs + faster.p50,
    },
    ...others,
  ]
}

/** What stays of the wait with any other provider and model. */
function ownPartMs(answered: AnsweredTurn[], ttfbMs: number): number {
  return Math.max(0, ttfbMs - median(answered.map(providerMs)))
}

/** The model that answered most of the turns: a routed agent has several. */
function modelOf(turns: TurnSample[]): string {
  const counts = new Map<string, number>()
  for (const { model } of turns) counts.set(model, (counts.get(model) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? ''
}

/** Makes the model answer every turn: with routing the agent's own would answer none. */
function modelPatch(agent: Agent, model: string): AgentPatch {
  return agent.routing === null ? { model } : { model, routing: null }
}

function fixValues({ model, p50, samples, source }: MeasuredModel) {
  return { model, measuredMs: p50, samples, source }
}

/** Codes that tell of the provider; others are this server's or the user's. */
const providerCode = /^(?:provider|deadline)-|^(?:circuit-open|model-not-found|redirect-refused)$/

/** Why a turn, or the first model that was asked in it, failed; null when it is no provider's doing. */
function failureOf({ errorCode, firstFailure }: TurnSample): string | null {
  return errorCode !== null && providerCode.test(errorCode) ? errorCode : firstFailure
}

/** Turns that open a connection wait for it; others do not. */
export const coldConnection: Rule = ({ answered, ttfbMs }) => {
  const cold = answered.filter(({ isNewConnection }) => isNewConnection === true)
  const warm = answered.filter(({ isNewConnection }) => isNewConnection === false)
  const coldMs = median(cold.map(connectMs))
  const warmMs = median(warm.map(connectMs))
  const lostMs = coldMs - warmMs
  if (cold.length < 3 || warm.length < 3 || lostMs < 100 || lostMs < 0.2 * ttfbMs) return null
  if (cold.length < 0.2 * answered.length) return null
  return {
    ...{ rule: 'cold-connection', stage: 'connect', costMs: lostMs },
    share: shareOfWait(cold, () => lostMs),
    values: { coldMs, warmMs, cold: cold.length, turns: answered.length },
    fixes: [
      {
        ...{ kind: 'prewarm', values: {}, patch: null },
        expectedTtfbMs: Math.min(ttfbMs, median(warm.map((turn) => turn.ttfbMs))),
      },
    ],
  }
}

/** Even an open connection takes long until the provider's answer begins. */
export const farProvider: Rule = (input) => {
  const { answered, agent, models, ttfbMs } = input
  const warm = answered.filter((turn) => turn.isNewConnection !== true && hasEarlyHeaders(turn))
  const waitMs = median(warm.map(connectMs))
  const share = shareOfWait(warm, connectMs)
  if (warm.length < 3 || waitMs < slowConnectMs || share < slowModelShare) return null
  const slug = modelOf(warm).split('/')[0]
  const nearer = models.find(
    ({ model, p50 }) => !model.startsWith(`${slug}/`) && p50 < muchFaster * ttfbMs,
  )
  return {
    ...{ rule: 'far-provider', stage: 'connect', share, costMs: waitMs },
    values: { provider: slug ?? '', connectMs: waitMs, turns: warm.length },
    fixes: nearer
      ? [
          {
            ...{ kind: 'use-model', values: fixValues(nearer) },
            patch: modelPatch(agent, nearer.model),
            expectedTtfbMs: ownPartMs(answered, ttfbMs) + nearer.p50,
          },
        ]
      : [{ kind: 'nearer-provider', values: { provider: slug ?? '' }, ...nothingToSet }],
  }
}

/** The provider fails, or had to be asked again elsewhere. */
export const providerErrors: Rule = ({ turns, agent, models, answered, ttfbMs }) => {
  const failed = turns.filter((turn) => failureOf(turn) !== null)
  const share = shareOfTurns(turns, (turn) => failed.includes(turn))
  if (failed.length < fewestErrors || share < errorShare) return null
  // Why it is refused at once stands in the turns before.
  const codes = presentValues(failed, failureOf)
  const code = codes.find((one) => one !== 'circuit-open') ?? codes[0] ?? 'provider-error'
  const other = models.find(({ model }) => model !== agent.model)
  const canFallBack = other !== undefined && agent.fallbackModel === null
  const ownMs = ownPartMs(answered, ttfbMs)
  return {
    ...{ rule: 'provider-errors', stage: null, share },
    // A turn without an answer weighs as much as a long wait.
    costMs: share * 30_000,
    values: { failed: failed.length, turns: turns.length, code, model: agent.model },
    fixes: canFallBack
      ? [
          {
            ...{ kind: 'fallback', values: fixValues(other) },
            patch: { fallbackModel: other.model },
            // Of turns that mostly succeed, the median one needs no other model.
            expectedTtfbMs: share < 0.5 ? ttfbMs : ownMs + other.p50,
          },
        ]
      : [{ kind: 'check-provider', values: { model: agent.model }, ...nothingToSet }],
  }
}
