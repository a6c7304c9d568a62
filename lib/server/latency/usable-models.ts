import type { Agent } from '#lib/contracts/agent.ts'
import { agentModels } from '#lib/contracts/agent-models.ts'
import { parseModelId } from '#lib/contracts/model.ts'
import type { ModelLatency } from '#lib/db/repositories/model-latency.ts'
import { readModelTries } from '#lib/db/repositories/model-tries.ts'
import type { MeasuredModel } from '#lib/latency/diagnosis/rule.ts'
import { modelKind } from '../models/model-kind.ts'
import type { Services } from '../services.ts'

/** So many of a model's last tries have to have answered before a fix names it. */
const lastTries = 3

/** A model that a fix may name. */
export interface UsableModel extends MeasuredModel {
  isSimulated: boolean
}

/**
 * Measured chat models that answer, fastest first: their provider is there, no breaker holds
 * requests back, and their last three tries, by turns or probes, all answered. Also the slugs of
 * the providers that only simulate.
 */
export async function readUsableModels(
  { database, models: registry, breakers }: Pick<Services, 'database' | 'models' | 'breakers'>,
  latency: ModelLatency[],
): Promise<{ models: UsableModel[]; simulators: ReadonlySet<string> }> {
  const candidates = latency.filter(
    ({ model, samples }) =>
      samples > 0 &&
      modelKind(model) === 'chat' &&
      registry.connection(slugOf(model)) !== undefined &&
      breakers.state(model).state === 'closed',
  )
  const ids = candidates.map(({ model }) => model)
  const [tries, rows] = await Promise.all([
    readModelTries(database.pool, ids, lastTries),
    database.prisma.provider.findMany({ where: { source: 'simulator' }, select: { slug: true } }),
  ])
  const triesOf = Map.groupBy(tries, ({ model }) => model)
  const slugs = new Set(rows.map(({ slug }) => slug))
  const answersReliably = (model: string) => {
    const last = (triesOf.get(model) ?? []).slice(0, lastTries)
    return last.length === lastTries && last.every(({ hasAnswered }) => hasAnswered)
  }
  const models = candidates
    .filter(({ model }) => answersReliably(model))
    .map((one) => ({ ...one, isSimulated: slugs.has(slugOf(one.model)) }))
    .sort((a, b) => a.p50 - b.p50)
  return { models, simulators: slugs }
}

/** Without simulated models, where the agent uses a real one or there are real ones to choose. */
export function modelsFor(
  agent: Agent,
  models: UsableModel[],
  simulators: ReadonlySet<string>,
): UsableModel[] {
  const usesReal = agentModels(agent).some(([, model]) => !simulators.has(slugOf(model)))
  const hasReal = models.some(({ isSimulated }) => !isSimulated)
  return usesReal || hasReal ? models.filter(({ isSimulated }) => !isSimulated) : models
}

function slugOf(model: string): string {
  return parseModelId(model)?.providerSlug ?? ''
}
