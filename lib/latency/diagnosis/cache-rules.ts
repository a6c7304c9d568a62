import type { Agent } from '#lib/contracts/agents/agent.ts'
import type { CacheBreak } from '#lib/contracts/models/prompt-cache.ts'
import { nothingToSet } from './faster-models.ts'
import { ttfbFinding } from './finding.ts'
import type { ProposedFix, Rule } from './rule.ts'
import { type AnsweredTurn, median, modelMs, mostFrequent, presentValues } from './summary.ts'

const fewestTurns = 5
/** Minimum share of the turns that follow another one in their chat. */
const brokenShare = 0.5
/** Shorter prompts are read without noticeable delay. */
const noticeableTokens = 1_500
const fewestIntact = 3
/** Minimum share of the TTFB. */
const costShare = 0.05
const mostTokens = 2_000_000
const mostMessages = 1_000

/** Prompts begin differently in every turn, so the provider's prompt cache does not match. */
export const brokenCache: Rule = ({ agent, answered, ttfbMs }) => {
  const following = answered.filter(({ sameTokens }) => sameTokens !== null)
  const broken = following.filter(({ brokenBy }) => brokenBy !== null)
  const tokens = median(presentValues(following, ({ inputTokens }) => inputTokens))
  if (following.length < fewestTurns || broken.length < brokenShare * following.length) return null
  if (tokens < noticeableTokens) return null
  const reason = mostFrequent(presentValues(broken, ({ brokenBy }) => brokenBy)) as CacheBreak
  const intact = following.filter(({ brokenBy }) => brokenBy === null)
  const costMs = intact.length < fewestIntact ? null : extraMs(broken, intact)
  if (costMs !== null && costMs < costShare * ttfbMs) return null
  return ttfbFinding('broken-cache', {
    stage: 'model',
    baseMs: ttfbMs,
    costMs: costMs ?? 0,
    values: {
      reason,
      broken: broken.length,
      turns: following.length,
      tokens,
      cached: Math.round(100 * median(broken.map(cachedShare))),
    },
    fixes: [{ ...fixFor(reason, agent), expectedTtfbMs: costMs === null ? null : ttfbMs - costMs }],
  })
}

function extraMs(broken: AnsweredTurn[], intact: AnsweredTurn[]): number {
  return median(broken.map(modelMs)) - median(intact.map(modelMs))
}

function cachedShare({ cachedTokens, inputTokens }: AnsweredTurn): number {
  return cachedTokens / (inputTokens || 1)
}

function fixFor(reason: CacheBreak, agent: Agent): ProposedFix {
  const { historyLimit, prompt, hedge, routing } = agent
  if (reason === 'instructions' || reason === 'tools') {
    return { kind: 'fixed-instructions', values: {}, ...nothingToSet }
  }
  if (reason === 'model') {
    const values = { model: agent.model }
    return hedge || routing
      ? { kind: 'one-model', values, patch: { hedge: null, routing: null }, expectedTtfbMs: null }
      : { kind: 'check-provider', values, ...nothingToSet }
  }
  const tokens = Math.min(mostTokens, 2 * prompt.budgetTokens)
  const messages = Math.min(mostMessages, 2 * historyLimit)
  return {
    kind: 'larger-prompt',
    values: { tokens, messages },
    patch: { historyLimit: messages, prompt: { budgetTokens: tokens } },
    expectedTtfbMs: null,
  }
}
