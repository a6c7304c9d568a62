import type { TurnSample } from './sample.ts'
import { type AnsweredTurn, median, modelMs, presentValues } from './summary.ts'
import { slopeOf } from './trend.ts'

/** Tokens from which on a prompt's length may dominate the model's time. */
const largePromptTokens = 6_000
/** Tokens up to which every model reads a prompt without noticeable delay. */
export const smallPromptTokens = 4_000
const fewestSmall = 3
const mostlyCached = 0.5

/** The effect of large prompts on the model's time. */
export interface PromptEffect {
  /** Medians over the turns with a token count. */
  tokens: number
  cachedShare: number
  modelMs: number
  /** The same model's time with small prompts, milliseconds; null if it cannot be determined. */
  smallModelMs: number | null
  turns: number
}

export function hasSmallPrompt({ inputTokens }: TurnSample): boolean {
  return inputTokens !== null && inputTokens < smallPromptTokens
}

/**
 * Separates the prompt's part of a model's time from the model's own. The own part is taken from
 * small prompts of the agent's turns, else from other measurements of the model, else from the
 * trend over prompt sizes.
 * @param shortPromptMs other measurements of the same model, if any
 * @returns null if prompts are small or mostly cached by the provider
 */
export function promptEffectOf(
  answered: AnsweredTurn[],
  shortPromptMs: number | undefined,
): PromptEffect | null {
  const counted = answered.filter(({ inputTokens }) => inputTokens !== null)
  const tokens = median(presentValues(counted, ({ inputTokens }) => inputTokens))
  const cachedShare = median(
    counted.map(({ cachedTokens, inputTokens }) => cachedTokens / (inputTokens || 1)),
  )
  if (tokens < largePromptTokens || cachedShare > mostlyCached) return null
  const wholeMs = median(counted.map(modelMs))
  const small = counted.filter(hasSmallPrompt)
  const smallModelMs =
    small.length >= fewestSmall
      ? median(small.map(modelMs))
      : (shortPromptMs ?? bySlope(counted, wholeMs, tokens))
  return { tokens, cachedShare, modelMs: wholeMs, smallModelMs, turns: counted.length }
}

function bySlope(counted: AnsweredTurn[], wholeMs: number, tokens: number): number | null {
  const msPerToken = slopeOf(counted.map((turn) => [turn.inputTokens ?? 0, modelMs(turn)]))
  if (msPerToken === null || msPerToken <= 0) return null
  return Math.max(0, wholeMs - msPerToken * (tokens - smallPromptTokens))
}
