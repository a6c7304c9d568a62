import { agentModels } from '#lib/contracts/agent-models.ts'
import type { ModelInfo } from '#lib/contracts/model.ts'
import { type ModelLatency, readModelLatency } from '#lib/db/repositories/model-latency.ts'
import { takesPictures } from '#lib/providers/setup/model-inputs.ts'
import type { Services } from '../services.ts'
import { modelKind } from './model-kind.ts'

/** The models that providers list or agents use, with their measured speed. */
export async function listModels(
  services: Pick<Services, 'database' | 'agents' | 'breakers'>,
): Promise<ModelInfo[]> {
  const { prisma, pool } = services.database
  const [providers, agents, latency] = await Promise.all([
    prisma.provider.findMany({ include: { models: true }, orderBy: { createdAt: 'asc' } }),
    services.agents.list(),
    readModelLatency(pool),
  ])
  const latencies = new Map(latency.map((row) => [row.model, row]))
  return providers.flatMap((provider) => {
    const prefix = `${provider.slug}/`
    const used = agents
      .flatMap((agent) => agentModels(agent).map(([, model]) => model))
      .filter((id) => id.startsWith(prefix))
    const names = [
      ...provider.models.map(({ name }) => name),
      ...used.map((id) => id.slice(prefix.length)),
    ]
    const listed = new Set(provider.models.map(({ name }) => name))
    return [...new Set(names)].map((name): ModelInfo => {
      const id = `${prefix}${name}`
      const measured = latencies.get(id)
      return {
        id,
        provider: provider.name,
        name,
        kind: modelKind(name),
        ttfb: measured ? asTtfb(measured) : null,
        tokensPerSecond: measured?.tokensPerSecond ?? null,
        breaker: services.breakers.state(id),
        simulated: provider.source === 'simulator',
        ...inputsOf(name),
        listed: listed.size === 0 || listed.has(name),
      }
    })
  })
}

function inputsOf(name: string): Pick<ModelInfo, 'inputs'> {
  const takes = takesPictures(name)
  if (takes === undefined) return {}
  return { inputs: takes ? ['text', 'image'] : ['text'] }
}

function asTtfb({ p50, p95, samples, source }: ModelLatency): NonNullable<ModelInfo['ttfb']> {
  return { p50, p95, samples, source }
}
