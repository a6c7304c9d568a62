import { fasterModelFixes, nothingToSet } from './faster-models.ts'
import { ttfbFinding } from './finding.ts'
import { promptEffectOf, smallPromptTokens } from './prompt-effect.ts'
import type { DiagnosisInput, Finding, Rule } from './rule.ts'
import { median, modelMs, modelOf } from './summary.ts'

/** A wait from which on a model is slow, even without a faster alternative. */
const slowModelMs = 2_000
const needlessMs = 900
const timesFaster = 5
/** Minimum share of the TTFB. */
const modelShare = 0.5
/** Minimum share of the model's time. */
const reasoningShare = 0.5
/** Below this model time the prompt's length cannot be the cause. */
const noticeableReadMs = 500
/** Minimum share of the TTFB that a smaller prompt must save. */
const savedShare = 0.1
const fewestTurns = 3

/** The model reasons visibly before it answers, for most of its time. */
export const unaskedReasoning: Rule = (input) => {
  const own = modelsOwnTurns(input)
  if (!own) return null
  const { answered, ttfbMs, model } = own
  const reasoning = answered.filter(({ reasoningMs }) => reasoningMs !== null)
  const thoughtMs = median(reasoning.map((turn) => turn.ttfbMs - (turn.reasoningMs ?? turn.ttfbMs)))
  const waitMs = median(reasoning.map(modelMs))
  if (reasoning.length < answered.length / 2 || thoughtMs < reasoningShare * waitMs) return null
  if (waitMs < modelShare * ttfbMs || !isLong(waitMs, model, input)) return null
  return modelFinding('unasked-reasoning', own, waitMs, { thoughtMs })
}

/** The model takes long to its first token, even with small prompts. */
export const slowModel: Rule = (input) => {
  const own = modelsOwnTurns(input)
  if (!own) return null
  const { answered, ttfbMs, model } = own
  const effect = promptEffectOf(answered, input.shortPromptMs.get(model))
  const waitMs = effect ? effect.smallModelMs : median(answered.map(modelMs))
  // The cause may be the model or its long prompts; the measurements cannot separate them.
  if (waitMs === null) return null
  if (waitMs < modelShare * ttfbMs || !isLong(waitMs, model, input)) return null
  return modelFinding('slow-model', own, waitMs, {})
}

/** The model reads long prompts that its provider has not cached. */
export const largePrompt: Rule = (input) => {
  const { agent, answered, ttfbMs, shortPromptMs } = input
  const effect = promptEffectOf(answered, shortPromptMs.get(modelOf(answered)))
  if (!effect || agent.prompt.budgetTokens <= smallPromptTokens) return null
  if (effect.modelMs < noticeableReadMs) return null
  const savedMs = effect.smallModelMs === null ? null : effect.modelMs - effect.smallModelMs
  if (savedMs !== null && savedMs < savedShare * ttfbMs) return null
  return ttfbFinding('large-prompt', {
    stage: 'model',
    baseMs: ttfbMs,
    costMs: savedMs ?? 0,
    values: {
      tokens: effect.tokens,
      cached: Math.round(effect.cachedShare * 100),
      budget: agent.prompt.budgetTokens,
      turns: effect.turns,
    },
    fixes: [
      {
        kind: 'prompt-budget',
        values: { tokens: smallPromptTokens },
        patch: { prompt: { budgetTokens: smallPromptTokens } },
        expectedTtfbMs: savedMs === null ? null : ttfbMs - savedMs,
      },
    ],
  })
}

type OwnTurns = DiagnosisInput & { model: string }

/**
 * The agent's main model and the turns that measure its speed. Excluded are turns that routing sent
 * to the deep model, which is expected to be slow; turns in which another model failed first, whose
 * wait includes that failure; and turns answered by other models.
 */
function modelsOwnTurns(input: DiagnosisInput): OwnTurns | null {
  const { routing } = input.agent
  const deepModel = routing && routing.deepModel !== routing.fastModel ? routing.deepModel : null
  const undisturbed = input.answered.filter(
    ({ model, firstFailure }) => model !== deepModel && firstFailure === null,
  )
  const model = modelOf(undisturbed)
  const answered = undisturbed.filter((turn) => turn.model === model)
  if (answered.length < fewestTurns) return null
  return { ...input, answered, model, ttfbMs: median(answered.map(({ ttfbMs }) => ttfbMs)) }
}

function isLong(waitMs: number, current: string, { models }: DiagnosisInput): boolean {
  const fastest = models.find(({ model }) => model !== current)
  const isNeedless = fastest !== undefined && fastest.p50 * timesFaster <= waitMs
  return waitMs >= slowModelMs || (waitMs >= needlessMs && isNeedless)
}

function modelFinding(
  rule: 'slow-model' | 'unasked-reasoning',
  own: OwnTurns,
  waitMs: number,
  values: Finding['values'],
): Finding {
  const { answered, ttfbMs, model, shortPromptMs } = own
  const isComparable = promptEffectOf(answered, shortPromptMs.get(model)) === null
  const [best, ...others] = fasterModelFixes(own, model, waitMs, isComparable)
  return ttfbFinding(rule, {
    stage: 'model',
    baseMs: ttfbMs,
    costMs: waitMs,
    values: { model, waitMs, turns: answered.length, ...values },
    fixes: best
      ? [best, ...others]
      : [{ kind: 'check-provider', values: { model }, ...nothingToSet }],
  })
}
