import type { StageName } from './timing.ts'

/**
 * Who spends a stage's time: the browser and its network, Lumos, the provider's connection, the
 * model.
 */
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
  tool: 'own',
  flush: 'own',
  response: 'browser',
  paint: 'browser',
}
