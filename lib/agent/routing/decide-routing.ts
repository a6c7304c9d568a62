import type {
  RoutingChoice,
  RoutingDecision,
  RoutingSignal,
} from '#lib/contracts/models/routing.ts'
import { round, type Signal, type Weights, weighMessage } from './score.ts'
import type { Wish } from './signals.ts'

export interface RoutingQuestion {
  text: string
  /** The user's earlier messages, newest last; empty at the beginning of a chat. */
  before: string[]
  hasTools: boolean
  /** Measured 95th percentiles of the TTFB, milliseconds; null without measurements. */
  p95Ms: { fast: number | null; deep: number | null }
  budgetMs: number | null
  /** Models whose circuit breaker is not closed. */
  isFailing: Record<RoutingChoice, boolean>
  /** The model that the user asked for with a button. */
  wanted: RoutingChoice | undefined
}

/** Raises the threshold per minute that the deep model takes longer. */
const perMinute = 0.5
const followUp: Signal = { name: 'follow-up', weight: 1.5 }
const tools: Signal = { name: 'tools', weight: 0.2 }
/** How many earlier messages a follow-up looks back over, and its greatest length in characters. */
const farthestBack = 4
const shortReply = 60
/** Messages of these kinds stay easy even after a hard question. */
const easyKinds = new Set<RoutingSignal>(['small-talk', 'lookup', 'language', 'small-task'])

/**
 * Chooses between an agent's fast and its deep model in far less than a millisecond. The sum of the
 * signals' weights (log-odds) is compared with a threshold that grows with the measured wait. The
 * TTFB budget takes precedence over the score, and the user's own words over the budget. A failing
 * model is chosen only if the user asked for it or the other model fails, too.
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

/** Looks back from a short message (“still the same error”) to the question that it refers to. */
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

/**
 * The scored model if it keeps the budget, else the other if it does; if neither does, the faster
 * one.
 */
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
