import type { Rule } from './rule.ts'
import type { TurnSample } from './sample.ts'
import {
  type AnsweredTurn,
  longPauseMs,
  median,
  modelMs,
  presentValues,
  shareOfTurns,
  shareOfWait,
  stageMs,
} from './summary.ts'
import { slopeOf } from './trend.ts'

const slowRecallMs = 60
const quickRecallMs = 30
const manyMemories = 8
/** A model that begins sooner is not kept from it by what it reads. */
const noticeableReadMs = 500
const largePromptTokens = 6_000
const smallPromptTokens = 4_000
const slowReadMs = 50
const slowDatabaseMs = 100

/** Recall holds the turn up, or comes too late to be of use. */
export const slowRecall: Rule = ({ agent, answered }) => {
  if (!agent.memory.enabled) return null
  const recallMs = median(answered.map(stageMs('memory')))
  const late = shareOfTurns(answered, ({ isRecallLate }) => isRecallLate)
  if (recallMs < slowRecallMs && late < 0.2) return null
  if (isBusy(answered)) return null
  return {
    ...{ rule: 'slow-recall', stage: 'memory', costMs: recallMs },
    share: shareOfWait(answered, stageMs('memory')),
    values: {
      recallMs,
      late: Math.round(late * 100),
      deadlineMs: agent.memory.deadlineMs,
      turns: answered.length,
    },
    fixes:
      agent.memory.deadlineMs > quickRecallMs
        ? [
            {
              ...{ kind: 'recall-deadline', values: { deadlineMs: quickRecallMs } },
              patch: { memory: { deadlineMs: quickRecallMs } },
              expectedTtfbMs: median(answered.map(withQuickRecall)),
            },
          ]
        : [{ kind: 'check-database', values: {}, patch: null, expectedTtfbMs: null }],
  }
}

/** A turn's first token, had recall been quick: agent and history are read beside it. */
function withQuickRecall(turn: AnsweredTurn): number {
  const besideMs = Math.max(stageMs('history')(turn), stageMs('agent')(turn))
  return turn.ttfbMs - Math.max(0, stageMs('memory')(turn) - Math.max(quickRecallMs, besideMs))
}

/** So many memories that the model reads them for longer than they help. */
export const largeMemory: Rule = ({ agent, answered, ttfbMs }) => {
  const memories = median(answered.map((turn) => turn.memories))
  const tokens = median(presentValues(answered, ({ inputTokens }) => inputTokens))
  if (memories < manyMemories || tokens < 1_500) return null
  if (median(answered.map(modelMs)) < noticeableReadMs) return null
  const few = answered.filter((turn) => turn.memories < manyMemories / 2)
  const costMs = few.length >= 3 ? ttfbMs - median(few.map((turn) => turn.ttfbMs)) : 0
  return {
    ...{ rule: 'large-memory', stage: 'model', costMs: Math.max(0, costMs) },
    share: Math.max(0, costMs) / ttfbMs,
    values: { memories, tokens, budget: agent.memory.budgetTokens, turns: answered.length },
    fixes: [
      {
        ...{ kind: 'memory-budget', values: { limit: 3, budget: 400 } },
        patch: { memory: { limit: 3, budgetTokens: 400 } },
        expectedTtfbMs: costMs > 0 ? ttfbMs - costMs : null,
      },
    ],
  }
}

/** The model reads long prompts, which its provider has not cached. */
export const largePrompt: Rule = ({ answered, ttfbMs, agent }) => {
  const measured = answered.filter(({ inputTokens }) => inputTokens !== null)
  const tokens = median(presentValues(measured, ({ inputTokens }) => inputTokens))
  const cached = median(
    measured.map(({ cachedTokens, inputTokens }) => cachedTokens / (inputTokens || 1)),
  )
  if (tokens < largePromptTokens || cached > 0.5 || agent.prompt.budgetTokens <= smallPromptTokens)
    return null
  const lessMs = withSmallPromptMs(measured, ttfbMs, tokens)
  const isQuick = median(measured.map(modelMs)) < noticeableReadMs
  if (isQuick || (lessMs !== null && lessMs > 0.9 * ttfbMs)) return null
  return {
    ...{ rule: 'large-prompt', stage: 'model', costMs: Math.max(0, ttfbMs - (lessMs ?? ttfbMs)) },
    share: shareOfWait(measured, stageMs('model')),
    values: {
      ...{ tokens, cached: Math.round(cached * 100), budget: agent.prompt.budgetTokens },
      turns: measured.length,
    },
    fixes: [
      {
        ...{ kind: 'prompt-budget', values: { tokens: smallPromptTokens } },
        patch: { prompt: { budgetTokens: smallPromptTokens } },
        expectedTtfbMs: lessMs,
      },
    ],
  }
}

/** The first token with small prompts: as it was with some, or by how it grows with the prompt. */
function withSmallPromptMs(
  measured: AnsweredTurn[],
  ttfbMs: number,
  tokens: number,
): number | null {
  const small = measured.filter(({ inputTokens }) => (inputTokens ?? 0) < smallPromptTokens)
  if (small.length >= 3) return median(small.map((turn) => turn.ttfbMs))
  const msPerToken = slopeOf(measured.map((turn) => [turn.inputTokens ?? 0, turn.ttfbMs]))
  if (msPerToken === null || msPerToken <= 0) return null
  return Math.max(0, ttfbMs - msPerToken * (tokens - smallPromptTokens))
}

/** Session, agent and history take long to read. */
export const slowDatabase: Rule = ({ answered, ttfbMs }) => {
  const readMs = median(
    answered.map((turn) => Math.max(stageMs('history')(turn), stageMs('agent')(turn))),
  )
  const authMs = median(answered.map(stageMs('auth')))
  const costMs = readMs + authMs
  if (readMs < slowReadMs || costMs < slowDatabaseMs) return null
  if (isBusy(answered)) return null
  return {
    ...{ rule: 'slow-database', stage: 'history', costMs },
    share: shareOfWait(answered, () => costMs),
    values: { readMs, authMs, turns: answered.length },
    fixes: [{ kind: 'check-database', values: {}, patch: null, expectedTtfbMs: ttfbMs - costMs }],
  }
}

/** This process is kept from its work by other work. */
export const busyServer: Rule = ({ answered, ttfbMs }) => {
  if (!isBusy(answered)) return null
  const pauseMs = pauseOf(answered)
  return {
    ...{ rule: 'busy-server', stage: null, costMs: pauseMs },
    share: Math.min(1, pauseMs / ttfbMs),
    values: { pauseMs, turns: answered.length },
    fixes: [{ kind: 'relieve-server', values: {}, patch: null, expectedTtfbMs: null }],
  }
}

/** A busy server makes the database, and recall with it, look slow. */
function isBusy(turns: TurnSample[]): boolean {
  return pauseOf(turns) >= longPauseMs
}

function pauseOf(turns: TurnSample[]): number {
  return median(presentValues(turns, ({ loopDelayMs }) => loopDelayMs))
}
