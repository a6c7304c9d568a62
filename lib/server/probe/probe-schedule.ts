import { agentModels } from '#lib/contracts/agents/agent-models.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import type { Services } from '../services.ts'
import { probeModels } from './probe-models.ts'

export const probeJob = 'scheduled-probe'
/** Every hour; providers that are probed daily are skipped until their day is over. */
export const probeCron = '0 * * * *'
const runs = 3
/** A little less than a day, so that a daily probe keeps its hour. */
const dayMs = 23.5 * 3_600_000

/** Probes the models that agents use, of the providers that are due. */
export async function probeOnSchedule(
  services: Pick<Services, 'database' | 'agents' | 'models' | 'speeds'>,
): Promise<void> {
  const models = await dueModels(services)
  if (models.length === 0) return
  await probeModels(services, { models, runs }, () => undefined, new AbortController().signal)
}

async function dueModels({
  database,
  agents,
}: Pick<Services, 'database' | 'agents'>): Promise<string[]> {
  const { prisma } = database
  const [providers, all] = await Promise.all([
    prisma.provider.findMany({ where: { probeEvery: { not: 'off' } } }),
    agents.list(),
  ])
  const used = new Set(all.flatMap((agent) => agentModels(agent).map(([, model]) => model)))
  const every = new Map(providers.map(({ slug, probeEvery }) => [slug, probeEvery]))
  const watched = [...used].filter((id) => every.has(slugOf(id)))
  const recent = await prisma.modelProbe.findMany({
    where: { model: { in: watched }, startedAt: { gt: new Date(Date.now() - dayMs) } },
    select: { model: true },
    distinct: ['model'],
  })
  const probed = new Set(recent.map(({ model }) => model))
  return watched.filter((id) => every.get(slugOf(id)) === 'hourly' || !probed.has(id))
}

function slugOf(id: string): string {
  return parseModelId(id)?.providerSlug ?? ''
}
