import type { Stage, StageName } from './timing.ts'

/** Whose time a stage is: the browser and its network, Lumos, the provider's connection, the model. */
export const stageGroups = ['browser', 'own', 'wire', 'model'] as const
export type StageGroup = (typeof stageGroups)[number]

export const groupOfStage: Record<StageName, StageGroup> = {
  request: 'browser',
  auth: 'own',
  agent: 'own',
  history: 'own',
  memory: 'own',
  prompt: 'own',
  connect: 'wire',
  model: 'model',
  flush: 'own',
  paint: 'browser',
}

/** Milliseconds of each group that has any stage; what overlaps within a group counts once. */
export function groupTimes(stages: Stage[]): { group: StageGroup; ms: number }[] {
  return stageGroups.flatMap((group) => {
    const spans = stages
      .filter(({ name }) => groupOfStage[name] === group)
      .sort((a, b) => a.startMs - b.startMs)
    if (spans.length === 0) return []
    let ms = 0
    let untilMs = Number.NEGATIVE_INFINITY
    for (const { startMs, endMs } of spans) {
      ms += Math.max(0, endMs - Math.max(startMs, untilMs))
      untilMs = Math.max(untilMs, endMs)
    }
    return [{ group, ms }]
  })
}
