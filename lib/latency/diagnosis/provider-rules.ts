import { parseModelId } from '#lib/contracts/models/model-id.ts'
import { measuredValues, modelPatch, muchFaster, nothingToSet, ownPartMs } from './faster-models.ts'
import { ttfbFinding } from './finding.ts'
import { providerCodePattern } from './provider-code.ts'
import type { Rule } from './rule.ts'
import type { TurnSample } from './sample.ts'
import {
  connectMs,
  hasEarlyHeaders,
  median,
  modelOf,
  mostFrequent,
  presentValues,
} from './summary.ts'

const slowConnectMs = 250
const farShare = 0.5
const lostOpeningMs = 100
const lostShare = 0.2
const fewestTurns = 3
const errorShare = 0.1
const fewestErrors = 3
/** A provider without a failure in this many latest turns has recovered. */
const recentTurns = 20
/** Cost of a turn without an answer, as a wait. */
const failedTurnMs = 30_000

/** Turns that open a new connection take longer than others. */
export const coldConnection: Rule = ({ answered, ttfbMs }) => {
  const cold = answered.filter(({ isNewConnection }) => isNewConnection === true)
  const warm = answered.filter(({ isNewConnection }) => isNewConnection === false)
  if (cold.length < fewestTurns || warm.length < fewestTurns) return null
  const coldMs = median(cold.map(connectMs))
  const warmMs = median(warm.map(connectMs))
  const lostMs = coldMs - warmMs
  if (lostMs < lostOpeningMs || lostMs < lostShare * ttfbMs) return null
  if (cold.length < lostShare * answered.length) return null
  return ttfbFinding('cold-connection', {
    stage: 'connect',
    baseMs: median(cold.map((turn) => turn.ttfbMs)),
    costMs: lostMs,
    values: { coldMs, warmMs, cold: cold.length, turns: answered.length },
    fixes: [
      {
        kind: 'prewarm',
        values: {},
        patch: null,
        expectedTtfbMs: Math.min(ttfbMs, median(warm.map((turn) => turn.ttfbMs))),
      },
    ],
  })
}

/** The provider's response starts late even on an open connection. */
export const farProvider: Rule = ({ answered, agent, models }) => {
  const warm = answered.filter((turn) => turn.isNewConnection !== true && hasEarlyHeaders(turn))
  if (warm.length < fewestTurns) return null
  const waitMs = median(warm.map(connectMs))
  const ttfbMs = median(warm.map((turn) => turn.ttfbMs))
  if (waitMs < slowConnectMs || waitMs < farShare * ttfbMs) return null
  const provider = slugOf(modelOf(warm))
  const nearer = models.find(
    ({ model, p50 }) => slugOf(model) !== provider && p50 < muchFaster * ttfbMs,
  )
  return ttfbFinding('far-provider', {
    stage: 'connect',
    baseMs: ttfbMs,
    costMs: waitMs,
    values: { provider, connectMs: waitMs, turns: warm.length },
    fixes: [
      nearer
        ? {
            kind: 'use-model',
            values: measuredValues(nearer),
            patch: modelPatch(agent, nearer.model),
            expectedTtfbMs: ownPartMs(warm, ttfbMs) + nearer.p50,
          }
        : { kind: 'nearer-provider', values: { provider }, ...nothingToSet },
    ],
  })
}

/** The provider fails, so that turns end with an error or use another model. */
export const providerErrors: Rule = ({ turns, agent, models, answered, ttfbMs }) => {
  const failed = turns.filter((turn) => failureOf(turn) !== null)
  const share = turns.length === 0 ? 0 : failed.length / turns.length
  if (failed.length < fewestErrors || share < errorShare) return null
  if (!turns.slice(0, recentTurns).some((turn) => failureOf(turn) !== null)) return null
  // `circuit-open` only follows earlier failures, so the cause is taken from another code.
  const codes = presentValues(failed, failureOf)
  const code = codes.find((one) => one !== 'circuit-open') ?? codes[0] ?? 'provider-error'
  const failing = mostFrequent(failed.map(({ firstModel }) => firstModel)) ?? agent.model
  const others = models.filter(({ model }) => model !== failing)
  const other = others.find(({ model }) => slugOf(model) !== slugOf(failing)) ?? others[0]
  const canFallBack = other !== undefined && agent.fallbackModel === null
  return {
    rule: 'provider-errors',
    stage: null,
    basis: 'turns',
    baseMs: ttfbMs,
    share,
    costMs: share * failedTurnMs,
    values: { failed: failed.length, turns: turns.length, code, model: failing },
    fixes: [
      canFallBack
        ? {
            kind: 'fallback',
            values: measuredValues(other),
            patch: { fallbackModel: other.model },
            // If most turns succeed, the median turn does not use the other model.
            expectedTtfbMs: share < 0.5 ? ttfbMs : ownPartMs(answered, ttfbMs) + other.p50,
          }
        : { kind: 'check-provider', values: { model: failing }, ...nothingToSet },
    ],
  }
}

const providerCode = new RegExp(providerCodePattern)

/**
 * The code of the failed turn, or of the failed first model; null if the provider is not the cause.
 */
function failureOf({ errorCode, firstFailure }: TurnSample): string | null {
  return errorCode !== null && providerCode.test(errorCode) ? errorCode : firstFailure
}

function slugOf(model: string): string {
  return parseModelId(model)?.providerSlug ?? ''
}
