import type { Route, RouteDecision } from '#lib/contracts/route.ts'
import { type Signal, signalsOf } from './route-signals.ts'

export interface RouteQuestion {
  text: string
  /** What the user said before it; empty at the beginning of a chat. */
  before: string
  hasTools: boolean
  /** Measured 95th percentiles of the first token, milliseconds; null where none were. */
  p95Ms: { fast: number | null; deep: number | null }
  budgetMs: number | null
  /** What the user asked for in so many words, with a button. */
  wanted: Route | undefined
}

const baseThreshold = 0.7
/** Waiting a minute longer for the deep model raises the threshold by this. */
const perMinute = 0.2

/**
 * Chooses between an agent's fast and its deep model, in far less than a millisecond: the sum of
 * what the message shows against a threshold that grows with the measured wait. A TTFB budget goes
 * before the score, the user's own words before the budget.
 */
export function routeModel(question: RouteQuestion): RouteDecision {
  const { p95Ms, wanted } = question
  const signals = allSignals(question)
  const score = round(signals.reduce((sum, { weight }) => sum + weight, 0))
  const extraMs = Math.max(0, (p95Ms.deep ?? 0) - (p95Ms.fast ?? 0))
  const threshold = round(baseThreshold + perMinute * Math.min(1, extraMs / 60_000))
  const decision = { score, threshold, signals, p95Ms }
  if (wanted) return { route: wanted, by: 'user', ...decision }
  if (signals.some(({ name }) => name === 'think'))
    return { route: 'deep', by: 'words', ...decision }
  const scored: Route = score >= threshold ? 'deep' : 'fast'
  const route = withinBudget(scored, question)
  return { route, by: route === scored ? 'score' : 'budget', ...decision }
}

function allSignals({ text, before, hasTools }: RouteQuestion): Signal[] {
  const signals = signalsOf(text)
  const isEasy = signals.some(({ weight }) => weight < 0)
  const earlier = signalsOf(before).reduce((sum, { weight }) => sum + weight, 0)
  if (!isEasy && earlier >= baseThreshold) signals.push({ name: 'follow-up', weight: 0.5 })
  if (!isEasy && hasTools) signals.push({ name: 'tools', weight: 0.1 })
  return signals
}

/** The best model whose measured first token comes in time; if none does, the one that is sooner. */
function withinBudget(scored: Route, { p95Ms, budgetMs }: RouteQuestion): Route {
  if (budgetMs === null) return scored
  const other: Route = scored === 'deep' ? 'fast' : 'deep'
  const waitOf = (route: Route) => p95Ms[route] ?? 0
  if (waitOf(scored) <= budgetMs) return scored
  return waitOf(other) <= budgetMs || waitOf(other) < waitOf(scored) ? other : scored
}

function round(figure: number): number {
  return Math.round(figure * 100) / 100
}
