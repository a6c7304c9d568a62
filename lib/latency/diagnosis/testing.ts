import { type Agent, agentCreateSchema } from '#lib/contracts/agents/agent.ts'
import type { TurnSample } from './sample.ts'

export const agent: Agent = {
  ...agentCreateSchema.parse({ name: 'Agent', model: 'a/slow' }),
  id: 'agent',
  slug: 'agent',
  createdAt: '',
  updatedAt: '',
}
/** A turn without findings. */
export const healthy: TurnSample = {
  model: 'a/slow',
  firstModel: 'a/slow',
  errorCode: null,
  ttfbMs: 600,
  reasoningMs: null,
  totalMs: 2_000,
  inputTokens: 900,
  cachedTokens: 0,
  sameTokens: null,
  brokenBy: null,
  stages: {
    auth: 1,
    agent: 0,
    history: 3,
    memory: 3,
    prompt: 1,
    connect: 60,
    model: 530,
    flush: 1,
  },
  isNewConnection: false,
  loopDelayMs: 12,
  isRecallLate: false,
  memories: 2,
  firstFailure: null,
  waitMs: 660,
  transitMs: 40,
  paintMs: 20,
}
/** Turns with consistent browser times: the wait is the sum of its parts. */
export function turns(count: number, more: Partial<TurnSample> = {}): TurnSample[] {
  const turn = { ...healthy, firstModel: more.model ?? healthy.model, ...more }
  const { ttfbMs, transitMs, paintMs } = turn
  const isSeen = ttfbMs !== null && transitMs !== null && paintMs !== null
  const waitMs = isSeen ? ttfbMs + transitMs + paintMs : null
  return Array.from({ length: count }, () => ({ ...turn, waitMs }))
}
/** A faster model that fixes can propose. */
export const models = [{ model: 'b/fast', p50: 300, samples: 9, source: 'probe' as const }]
