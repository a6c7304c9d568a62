import type { Meter } from '@opentelemetry/api'
import type { TurnObserver } from './ended-turn.ts'
import { turnAttributes } from './turn-attributes.ts'

/** Seconds: from a cached answer to a model that reasons for minutes. */
const waitSeconds = [0.005, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2.5, 5, 10, 20, 40, 90]
/** The conventions' boundaries, extended upwards for models that reason. */
const conventionTtftSeconds = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80,
]
const durationSeconds = Array.from({ length: 14 }, (_, n) => 0.01 * 2 ** n)
const tokenCounts = Array.from({ length: 14 }, (_, n) => 4 ** n)
/** Further models count as "other": each label costs memory here and in the monitoring system. */
const mostModels = 100

/**
 * Records ended turns: under Lumos' own names, and under those of the semantic conventions for
 * generative AI (https://github.com/open-telemetry/semantic-conventions-genai).
 */
export function createTurnMetrics(meter: Meter): TurnObserver {
  const recordOwn = createOwnMetrics(meter)
  const recordConventions = createConventionMetrics(meter)
  const models = new Set<string>()
  return (turn) => {
    const { model } = turn.timing
    if (models.size < mostModels) models.add(model)
    const isListed = models.has(model)
    const listed = { ...turn, timing: { ...turn.timing, model: isListed ? model : 'other' } }
    recordOwn(listed)
    if (isListed) recordConventions(turn)
  }
}

function createOwnMetrics(meter: Meter): TurnObserver {
  const histogram = (name: string, description: string) =>
    meter.createHistogram(name, {
      description,
      advice: { explicitBucketBoundaries: waitSeconds },
    })
  const counter = (name: string, description: string) => meter.createCounter(name, { description })
  const ttfb = histogram(
    'lumos_ttfb_seconds',
    'TTFB: the server’s part of the wait for the first answer text, by model.',
  )
  const stage = histogram(
    'lumos_stage_seconds',
    'Duration of a stage before the first text, by stage and model.',
  )
  const turns = counter('lumos_turns_total', 'Turns that ended, by model and outcome.')
  const errors = counter(
    'lumos_turn_errors_total',
    'Turns that ended with an error, by model and code.',
  )
  const tokens = counter(
    'lumos_tokens_total',
    'Tokens as providers count them, by model and kind: input or output.',
  )
  const cached = counter(
    'lumos_cached_tokens_total',
    'Input tokens that the provider read from its cache, by model.',
  )
  return ({ outcome, errorCode, timing }) => {
    const { model, ttfbMs, stages, inputTokens, outputTokens, cachedTokens } = timing
    turns.add(1, { model, outcome })
    if (errorCode) errors.add(1, { model, code: errorCode })
    if (ttfbMs !== null) ttfb.record(ttfbMs / 1_000, { model })
    for (const { name, startMs, endMs } of stages)
      stage.record((endMs - startMs) / 1_000, { stage: name, model })
    if (inputTokens) tokens.add(inputTokens, { model, kind: 'input' })
    if (outputTokens) tokens.add(outputTokens, { model, kind: 'output' })
    if (cachedTokens) cached.add(cachedTokens, { model })
  }
}

function createConventionMetrics(meter: Meter): TurnObserver {
  const ttft = meter.createHistogram('gen_ai.server.time_to_first_token', {
    description: 'TTFB: the server’s part of the wait for the first answer text',
    unit: 's',
    advice: { explicitBucketBoundaries: conventionTtftSeconds },
  })
  const duration = meter.createHistogram('gen_ai.client.operation.duration', {
    description: 'Duration of a turn',
    unit: 's',
    advice: { explicitBucketBoundaries: durationSeconds },
  })
  const usage = meter.createHistogram('gen_ai.client.token.usage', {
    description: 'Tokens of a turn',
    unit: '{token}',
    advice: { explicitBucketBoundaries: tokenCounts },
  })
  return (turn) => {
    const { 'gen_ai.agent.id': _, ...attributes } = turnAttributes(turn)
    const { ttfbMs, totalMs, inputTokens, outputTokens } = turn.timing
    if (ttfbMs !== null) ttft.record(ttfbMs / 1_000, attributes)
    duration.record(totalMs / 1_000, attributes)
    for (const [type, count] of Object.entries({ input: inputTokens, output: outputTokens }))
      if (count !== null) usage.record(count, { ...attributes, 'gen_ai.token.type': type })
  }
}
