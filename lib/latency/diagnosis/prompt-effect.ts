import type { TurnSample } from './sample.ts'
import { type AnsweredTurn, median, modelMs, presentValues } from './summary.ts'
import { slopeOf } from './trend.ts'

/** A prompt from which on its length may be what the model takes long for, in tokens. */
const largePromptTokens = 6_000
/** A prompt that no model takes noticeably long to read. */
export const smallPromptTokens = 4_000
const fewestSmall = 3
const mostlyCached = 0.5

/** What large prompts do to the model's time. */
export interface PromptEffect {
  /** Medians of the turns whose prompt was counted. */
  tokens: number
  cachedShare: number
  modelMs: number
  /** The same model's time with small prompts, milliseconds; null where nothing tells it. */
  smallModelMs: number | null
  turns: number
}

export function hasSmallPrompt({ inputTokens }: TurnSample): boolean {
  return inputTokens !== null && inputTokens < smallPromptTokens
}

/**
 * Tells the prompt's part of a model's time from the model's own by its answers to small prompts:
 * the agent's own turns, else other measurements of the model, else the trend over prompt sizes.
 * @param shortPromptMs other measurements of the same model, if there are any
 * @returns null where prompts are small, or mostly cached by the provider
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
