import type { Stage, TurnTiming } from '#lib/contracts/latency/timing.ts'
import { between, type Random, type Range } from '#lib/simulator/seeded-random.ts'

/** What is special about a turn; all else is as in a healthy one. Durations in milliseconds. */
export interface TurnShape extends ModelTurn {
  memoryMs?: number
  isRecallLate?: boolean
  flushMs?: number
  /** Of the whole answer, after its first text. */
  restMs?: number
  transitMs?: number
  errorCode?: string
}

export interface ModelTurn {
  modelMs: number
  /** From the request to the first reasoning text. */
  reasoningMs?: number
  inputTokens: number
  outputTokens: number
}

/** @param reasoningShare of the model's time, from the first reasoning text to the answer */
export function model(
  random: Random,
  { modelMs: range, reasoningShare }: { modelMs: Range; reasoningShare?: number },
): ModelTurn {
  const modelMs = between(random, range)
  return {
    modelMs,
    ...(reasoningShare !== undefined && { reasoningMs: modelMs * (1 - reasoningShare) }),
    inputTokens: Math.round(between(random, [180, 1_400])),
    outputTokens: Math.round(between(random, [60, 420])),
  }
}

/** A turn's times as the server and the browser would have measured them. */
export function measuredTurn(
  turnId: string,
  modelId: string,
  shape: TurnShape,
  random: Random,
): { timing: TurnTiming; metadata: Record<string, unknown> } {
  const authMs = between(random, [0.8, 2.4])
  const historyMs = between(random, [2, 7])
  const memoryMs = shape.memoryMs ?? between(random, [2, 12])
  const readMs = authMs + Math.max(historyMs, memoryMs)
  const promptMs = between(random, [0.3, 1.2])
  const isNew = random() < 0.08
  const connectMs = between(random, isNew ? [60, 110] : [14, 40])
  const flushMs = shape.flushMs ?? between(random, [0.4, 1.5])
  const headersAt = readMs + promptMs + connectMs
  const ttfbMs = round(headersAt + shape.modelMs + flushMs)
  const restMs = shape.restMs ?? shape.outputTokens * between(random, [4, 9])
  const stages: Stage[] = [
    { name: 'auth', startMs: 0, endMs: authMs },
    { name: 'agent', startMs: authMs, endMs: authMs + 0.2 },
    { name: 'history', startMs: authMs, endMs: authMs + historyMs },
    { name: 'memory', startMs: authMs, endMs: authMs + memoryMs },
    { name: 'prompt', startMs: readMs, endMs: readMs + promptMs },
    { name: 'connect', startMs: readMs + promptMs, endMs: headersAt },
    ...(shape.errorCode
      ? []
      : [
          { name: 'model' as const, startMs: headersAt, endMs: headersAt + shape.modelMs },
          { name: 'flush' as const, startMs: headersAt + shape.modelMs, endMs: ttfbMs },
        ]),
  ]
  const isFailed = shape.errorCode !== undefined
  return {
    timing: {
      turnId,
      model: modelId,
      ttfbMs: isFailed ? null : ttfbMs,
      ...(shape.reasoningMs !== undefined && { reasoningMs: round(headersAt + shape.reasoningMs) }),
      totalMs: isFailed ? round(headersAt) : round(ttfbMs + restMs),
      stages: stages.map((stage) => ({
        ...stage,
        startMs: round(stage.startMs),
        endMs: round(stage.endMs),
      })),
      inputTokens: isFailed ? null : shape.inputTokens,
      outputTokens: isFailed ? null : shape.outputTokens,
      tokensPerSecond: isFailed ? null : round((shape.outputTokens / restMs) * 1_000),
    },
    metadata: {
      connection: isNew ? 'new' : 'reused',
      memoryCache: shape.isRecallLate ? 'late' : random() < 0.7 ? 'hit' : 'miss',
      loopDelayMs: round(between(random, [0, 6])),
      ...(!isFailed && {
        browser: browserOf(ttfbMs, shape.transitMs ?? between(random, [8, 60]), random),
      }),
    },
  }
}

function browserOf(ttfbMs: number, transitMs: number, random: Random) {
  const paintMs = between(random, [6, 22])
  return {
    requestMs: round(Math.min(transitMs / 2, 20)),
    transitMs: round(transitMs),
    paintMs: round(paintMs),
    waitMs: round(ttfbMs + transitMs + paintMs),
  }
}

const round = (ms: number) => Math.round(ms * 10) / 10
