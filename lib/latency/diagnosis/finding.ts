import type { Finding } from './rule.ts'

type Facts = Pick<Finding, 'stage' | 'costMs' | 'baseMs' | 'values' | 'fixes'>

/** A finding about the TTFB; its share is its cost relative to the median TTFB. */
export function ttfbFinding(rule: Finding['rule'], facts: Facts): Finding {
  return { rule, basis: 'ttfb', share: shareOf(facts), ...facts }
}

/** A finding about the browser's part of the wait; its share is relative to the median wait. */
export function waitFinding(rule: Finding['rule'], facts: Facts): Finding {
  return { rule, basis: 'wait', share: shareOf(facts), ...facts }
}

function shareOf({ costMs, baseMs }: Facts): number {
  return baseMs > 0 ? Math.min(1, Math.max(0, costMs / baseMs)) : 0
}
