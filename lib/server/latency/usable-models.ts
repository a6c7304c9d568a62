import type { Agent } from '#lib/contracts/agents/agent.ts'
import { agentModels } from '#lib/contracts/agents/agent-models.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import type { ModelLatency } from '#lib/db/repositories/model-latency.ts'
import { readModelTries } from '#lib/db/repositories/model-tries.ts'
import type { MeasuredModel } from '#lib/latency/diagnosis/rule.ts'
import { modelKind } from '../models/model-kind.ts'
import type { Services } from '../services.ts'

/** A fix proposes a model only if this many latest requests to it all succeeded. */
const lastTries = 3

/** A model that a fix may propose. */
export interface UsableModel extends MeasuredModel {
  isSimulated: boolean
}

/**
 * Measured chat models that work, fastest first: their provider exists, no circuit breaker is open,
 * and their last three requests, by turns or probes, all succeeded. Also returns the slugs of
 * simulated providers.
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

/** Excludes simulated models if the agent uses a real one or a real one is available. */
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
