import type { RoutingChoice, RoutingDecision, RoutingSignal } from '#lib/contracts/routing.ts'
import { round, type Signal, type Weights, weighMessage } from './score.ts'
import type { Wish } from './signals.ts'

export interface RoutingQuestion {
  text: string
  /** What the user said before it, the newest last; empty at the beginning of a chat. */
  before: string[]
  hasTools: boolean
  /** Measured 95th percentiles of the first token, milliseconds; null where none were. */
  p95Ms: { fast: number | null; deep: number | null }
  budgetMs: number | null
  /** Models that are known to fail at the moment. */
  isFailing: Record<RoutingChoice, boolean>
  /** What the user asked for in so many words, with a button. */
  wanted: RoutingChoice | undefined
}

/** Waiting a minute longer for the deep model raises the threshold by this. */
const perMinute = 0.5
const followUp: Signal = { name: 'follow-up', weight: 1.5 }
const tools: Signal = { name: 'tools', weight: 0.2 }
/** Messages that a follow-up looks back over, and the length in characters that such a one may have. */
const farthestBack = 4
const shortReply = 60
/** Such messages stay easy after a hard question, too. */
const easyKinds = new Set<RoutingSignal>(['small-talk', 'lookup', 'language', 'small-task'])

/**
 * Chooses between an agent's fast and its deep model, in far less than a millisecond: the log-odds
 * of what the message shows against a threshold that grows with the measured wait. A TTFB budget
 * goes before the score, the user's own words before the budget; a model that fails at the moment is
 * chosen only where the user wants it or the other one fails as well.
 */
export function decideRouting(question: RoutingQuestion, weights?: Weights): RoutingDecision {
  const { p95Ms, wanted } = question
  const { wish, threshold: usual, words, signals } = weighAll(question, weights)
  if (wish) signals.unshift({ name: wish, weight: wish === 'think' ? 2 : -2 })
  const score = round(signals.reduce((sum, { weight }) => sum + weight, 0))
  const extraMs = Math.max(0, (p95Ms.deep ?? 0) - (p95Ms.fast ?? 0))
  const threshold = round(usual + perMinute * Math.min(1, extraMs / 60_000))
  const decision = { score, threshold, signals, words, p95Ms }
  if (wanted) return { route: wanted, by: 'user', ...decision }
  const due = dueModel(score >= threshold ? 'deep' : 'fast', wish, question)
  const other = otherThan(due.route)
  return question.isFailing[due.route] && !question.isFailing[other]
    ? { route: other, by: 'breaker', ...decision }
    : { ...due, ...decision }
}

function dueModel(
  scored: RoutingChoice,
  wish: Wish | null,
  question: RoutingQuestion,
): Pick<RoutingDecision, 'route' | 'by'> {
  if (wish) return { route: wish === 'think' ? 'deep' : 'fast', by: 'words' }
  const route = withinBudget(scored, question)
  return { route, by: route === scored ? 'score' : 'budget' }
}

function weighAll({ text, before, hasTools }: RoutingQuestion, weights?: Weights) {
  const { signals, ...rest } = weighMessage(text, weights)
  if (!isEasy(signals)) {
    if (followsHard(before, weights)) signals.push(followUp)
    if (hasTools) signals.push(tools)
  }
  return { signals, ...rest }
}

/** Looks back over short messages (“still the same error”) to the question that they belong to. */
function followsHard(before: string[], weights?: Weights): boolean {
  for (const text of before.slice(-farthestBack).reverse()) {
    if (isHard(text, weights)) return true
    if (text.length > shortReply || isEasy(weighMessage(text, weights).signals)) return false
  }
  return false
}

function isEasy(signals: Signal[]): boolean {
  return signals.some(({ name }) => easyKinds.has(name))
}

function isHard(text: string, weights?: Weights): boolean {
  const { signals, threshold } = weighMessage(text, weights)
  return signals.reduce((sum, { weight }) => sum + weight, 0) >= threshold
}

/** The best model whose measured first token comes in time; if none does, the one that is sooner. */
function withinBudget(scored: RoutingChoice, { p95Ms, budgetMs }: RoutingQuestion): RoutingChoice {
  if (budgetMs === null) return scored
  const other = otherThan(scored)
  const waitOf = (choice: RoutingChoice) => p95Ms[choice] ?? 0
  if (waitOf(scored) <= budgetMs) return scored
  return waitOf(other) <= budgetMs || waitOf(other) < waitOf(scored) ? other : scored
}

function otherThan(choice: RoutingChoice): RoutingChoice {
  return choice === 'deep' ? 'fast' : 'deep'
}
