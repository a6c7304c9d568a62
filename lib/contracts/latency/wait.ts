import { groupOfStage, type StageGroup, stageGroups } from './stage-groups.ts'
import type { BrowserTiming, Stage, StageName, TurnTiming } from './timing.ts'

/**
 * What a turn's figure measures. `wait`: from pressing Enter to the first painted answer text, by
 * the browser's clock. `ttfb`: the server's part, if no browser measured the turn. `turn`: the
 * whole turn, if it ended without answer text.
 */
export type WaitBasis = 'wait' | 'ttfb' | 'turn'

/** A disjoint part of a wait. `other`: the server's time between its stages. */
export interface WaitPart {
  name: StageName | 'other'
  group: StageGroup
  ms: number
}

/**
 * One turn's wait. All times are milliseconds since its beginning: the key press, or the arrival of
 * the request.
 */
export interface TurnWait {
  basis: WaitBasis
  totalMs: number
  /** When the request arrived; 0 unless the basis is `wait`. */
  receivedMs: number
  /** Until the first painted reasoning text, or its arrival if no browser measured it. */
  reasoningMs: number | null
  /** Until the end of the answer. */
  endMs: number
  /** The stages as measured; those that ran in parallel overlap. */
  stages: Stage[]
  /** The total divided among the stages, in their order; the parts add up to it. */
  parts: WaitPart[]
}

/** A turn's figures, without its stages. */
type Figures = Pick<TurnTiming, 'ttfbMs'>

/**
 * The wait of a turn that a browser measured, else null. Earlier versions of the page reported only
 * its parts, which add up to it.
 */
export function measuredWaitMs(
  { ttfbMs }: Figures,
  browser: BrowserTiming | undefined,
): number | null {
  if (ttfbMs === null || !browser) return null
  const { waitMs, transitMs, paintMs } = browser
  if (waitMs !== undefined) return waitMs
  return transitMs === undefined || paintMs === undefined ? null : transitMs + ttfbMs + paintMs
}

/** Divides a turn's wait into its parts. All figures about one turn's wait come from here. */
export function waitOfTurn(
  timing: Pick<TurnTiming, 'ttfbMs' | 'reasoningMs' | 'totalMs' | 'stages'>,
  browser?: BrowserTiming,
): TurnWait {
  const { ttfbMs, totalMs } = timing
  const waitMs = measuredWaitMs(timing, browser)
  const isMeasured = waitMs !== null && browser !== undefined
  const receivedMs = isMeasured ? Math.min(browser.requestMs ?? 0, waitMs) : 0
  const wholeMs = waitMs ?? ttfbMs ?? totalMs
  const stages = [
    ...timing.stages.map((stage) => ({
      ...stage,
      startMs: stage.startMs + receivedMs,
      endMs: stage.endMs + receivedMs,
    })),
    ...(isMeasured ? browserStages(browser, receivedMs, receivedMs + (ttfbMs ?? 0), waitMs) : []),
  ].sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)
  const thoughtMs = timing.reasoningMs === undefined ? null : timing.reasoningMs + receivedMs
  return {
    basis: isMeasured ? 'wait' : ttfbMs === null ? 'turn' : 'ttfb',
    totalMs: wholeMs,
    receivedMs,
    reasoningMs: (isMeasured ? browser.reasoningMs : undefined) ?? thoughtMs,
    endMs: Math.max(wholeMs, (isMeasured ? browser.totalMs : undefined) ?? receivedMs + totalMs),
    stages,
    parts: partsOf(stages, wholeMs),
  }
}

/** The browser's stages: request, response, and the paint that ends the wait. */
function browserStages(
  { requestMs, paintMs = 0 }: BrowserTiming,
  receivedMs: number,
  flushedMs: number,
  waitMs: number,
): Stage[] {
  const arrivedMs = Math.max(0, waitMs - paintMs)
  const stages: Stage[] = []
  if (requestMs !== undefined) stages.push({ name: 'request', startMs: 0, endMs: receivedMs })
  if (arrivedMs > flushedMs) stages.push({ name: 'response', startMs: flushedMs, endMs: arrivedMs })
  if (paintMs > 0) stages.push({ name: 'paint', startMs: arrivedMs, endMs: waitMs })
  return stages
}

/**
 * Assigns every moment to one stage. Of stages that run in parallel it is the one that ends last,
 * because shortening the others would not shorten the wait.
 */
function partsOf(stages: Stage[], totalMs: number): WaitPart[] {
  const spans = stages
    .map(({ name, startMs, endMs }) => ({
      name,
      startMs: Math.max(0, startMs),
      endMs: Math.min(totalMs, endMs),
    }))
    .filter(({ startMs, endMs }) => endMs > startMs)
  const moments = [...new Set([0, totalMs, ...spans.flatMap((s) => [s.startMs, s.endMs])])]
  moments.sort((a, b) => a - b)
  const parts = new Map<WaitPart['name'], number>()
  for (const [at, fromMs] of moments.entries()) {
    const untilMs = moments[at + 1]
    if (untilMs === undefined) break
    const running = spans.filter((s) => s.startMs <= fromMs && s.endMs >= untilMs)
    const name = running.sort((a, b) => b.endMs - a.endMs)[0]?.name ?? 'other'
    parts.set(name, (parts.get(name) ?? 0) + untilMs - fromMs)
  }
  return [...parts].map(([name, ms]) => ({ name, group: groupOf(name), ms }))
}

function groupOf(name: WaitPart['name']): StageGroup {
  return name === 'other' ? 'own' : groupOfStage[name]
}

/** The parts by who spends their time; they add up to the wait, too. */
export function groupParts(parts: WaitPart[]): { group: StageGroup; ms: number }[] {
  return stageGroups.flatMap((group) => {
    const own = parts.filter((part) => part.group === group)
    return own.length === 0 ? [] : [{ group, ms: own.reduce((sum, { ms }) => sum + ms, 0) }]
  })
}

/** The part with the largest share of the wait; the share is 0 to 1. */
export function largestPart({ parts, totalMs }: TurnWait): (WaitPart & { share: number }) | null {
  const largest = parts.toSorted((a, b) => b.ms - a.ms)[0]
  return largest && totalMs > 0 ? { ...largest, share: largest.ms / totalMs } : null
}
