import { ttfbFinding } from './finding.ts'
import type { Rule } from './rule.ts'
import {
  type AnsweredTurn,
  longPauseMs,
  median,
  modelMs,
  presentValues,
  shareOfTurns,
  stageMs,
} from './summary.ts'

const slowRecallMs = 60
const quickRecallMs = 30
const lateShare = 0.2
const manyMemories = 8
const manyTokens = 1_500
const fewestWithFew = 3
/** Below this model time the prompt's length cannot be the cause. */
const noticeableReadMs = 500
const slowReadMs = 50
const slowDatabaseMs = 100

/** Recall delays the turn, or its results arrive after its deadline. */
export const slowRecall: Rule = ({ agent, answered, ttfbMs }) => {
  if (!agent.memory.enabled) return null
  const { deadlineMs } = agent.memory
  const recallMs = median(answered.map(stageMs('memory')))
  const late = shareOfTurns(answered, ({ isRecallLate }) => isRecallLate)
  if (recallMs < slowRecallMs && late < lateShare) return null
  return ttfbFinding('slow-recall', {
    stage: 'memory',
    baseMs: ttfbMs,
    costMs: recallMs,
    values: { recallMs, late: Math.round(late * 100), deadlineMs, turns: answered.length },
    fixes: [
      deadlineMs > quickRecallMs
        ? {
            kind: 'recall-deadline',
            values: { deadlineMs: quickRecallMs },
            patch: { memory: { deadlineMs: quickRecallMs } },
            expectedTtfbMs: median(answered.map(withQuickRecall)),
          }
        : { kind: 'check-database', values: {}, patch: null, expectedTtfbMs: null },
    ],
  })
}

/** A turn's TTFB with fast recall; agent and history are read in parallel to it. */
function withQuickRecall(turn: AnsweredTurn): number {
  const besideMs = Math.max(stageMs('history')(turn), stageMs('agent')(turn))
  return turn.ttfbMs - Math.max(0, stageMs('memory')(turn) - Math.max(quickRecallMs, besideMs))
}

/** The prompt contains so many memories that the time to read them outweighs their use. */
export const largeMemory: Rule = ({ agent, answered, ttfbMs }) => {
  const memories = median(answered.map((turn) => turn.memories))
  const tokens = median(presentValues(answered, ({ inputTokens }) => inputTokens))
  if (memories < manyMemories || tokens < manyTokens) return null
  if (median(answered.map(modelMs)) < noticeableReadMs) return null
  const few = answered.filter((turn) => turn.memories < manyMemories / 2)
  const costMs = few.length >= fewestWithFew ? ttfbMs - median(few.map((turn) => turn.ttfbMs)) : 0
  return ttfbFinding('large-memory', {
    stage: 'model',
    baseMs: ttfbMs,
    costMs: Math.max(0, costMs),
    values: { memories, tokens, budget: agent.memory.budgetTokens, turns: answered.length },
    fixes: [
      {
        kind: 'memory-budget',
        values: { limit: 3, budget: 400 },
        patch: { memory: { limit: 3, budgetTokens: 400 } },
        expectedTtfbMs: costMs > 0 ? ttfbMs - costMs : null,
      },
    ],
  })
}

/** Reading session, agent and history takes long. */
export const slowDatabase: Rule = ({ answered, ttfbMs }) => {
  const readMs = median(
    answered.map((turn) => Math.max(stageMs('history')(turn), stageMs('agent')(turn))),
  )
  const authMs = median(answered.map(stageMs('auth')))
  const costMs = readMs + authMs
  if (readMs < slowReadMs || costMs < slowDatabaseMs) return null
  return ttfbFinding('slow-database', {
    stage: 'history',
    baseMs: ttfbMs,
    costMs,
    values: { readMs, authMs, turns: answered.length },
    fixes: [{ kind: 'check-database', values: {}, patch: null, expectedTtfbMs: ttfbMs - costMs }],
  })
}

/** Other work blocks this process's event loop. */
export const busyServer: Rule = ({ answered, ttfbMs }) => {
  const pauseMs = median(presentValues(answered, ({ loopDelayMs }) => loopDelayMs))
  if (pauseMs < longPauseMs) return null
  return ttfbFinding('busy-server', {
    stage: null,
    baseMs: ttfbMs,
    costMs: pauseMs,
    values: { pauseMs, turns: answered.length },
    fixes: [{ kind: 'relieve-server', values: {}, patch: null, expectedTtfbMs: null }],
  })
}
