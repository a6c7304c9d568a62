import type { StageGroup } from '#lib/contracts/latency/stage-groups.ts'

/** The background class of each group of stages, the same in the waterfall and on the Latency page. */
export const groupColours: Record<StageGroup, string> = {
  browser: 'bg-stage-browser',
  own: 'bg-stage-own',
  wire: 'bg-stage-wire',
  model: 'bg-stage-model',
}
