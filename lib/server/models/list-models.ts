import { agentModels } from '#lib/contracts/agents/agent-models.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { type ModelLatency, readModelLatency } from '#lib/db/repositories/model-latency.ts'
import type { Services } from '../services.ts'
import { featuresOf, storedFeatures } from './model-catalog.ts'
import { modelKind } from './model-kind.ts'
import { readListPrices } from './model-prices.ts'

/** The models that providers list or agents use, with their measured speed. */
export async function listModels(
  services: Pick<Services, 'database' | 'agents' | 'breakers' | 'catalog'>,
): Promise<ModelInfo[]> {
  const [catalog, agents, latency, listPrice] = await Promise.all([
    services.catalog.refresh(),
    services.agents.list(),
    readModelLatency(services.database.pool),
    readListPrices(),
  ])
  const latencies = new Map(latency.map((row) => [row.model, row]))
  return catalog.providers.flatMap((provider) => {
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
      const {
        takesPictures,
        price = listPrice(provider, name),
        ...features
      } = featuresOf(catalog, id)
      return {
        id,
        provider: provider.name,
        name,
        kind: modelKind(name),
        ttfb: measured ? asTtfb(measured) : null,
        tokensPerSecond: measured?.tokensPerSecond ?? null,
        breaker: services.breakers.state(id),
        simulated: provider.source === 'simulator',
        ...(takesPictures !== undefined && {
          inputs: takesPictures ? ['text', 'image'] : ['text'],
        }),
        ...features,
        ...(price && { price }),
        corrected: Object.keys(
          storedFeatures(catalog.corrections.get(id)),
        ) as ModelInfo['corrected'],
        listed: listed.size === 0 || listed.has(name),
      }
    })
  })
}

function asTtfb({ p50, p95, samples, source }: ModelLatency): NonNullable<ModelInfo['ttfb']> {
  return { p50, p95, samples, source }
}
