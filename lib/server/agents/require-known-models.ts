import type { AgentPatch } from '#lib/contracts/agent.ts'
import { requireKnownProviders } from '../models/require-known-providers.ts'
import type { Services } from '../services.ts'

/** @throws AppError 400 that names the field whose model is of no known provider */
export async function requireKnownModels(services: Services, agent: AgentPatch): Promise<void> {
  const named = Object.entries({
    model: agent.model,
    fallbackModel: agent.fallbackModel,
    'hedge.model': agent.hedge?.model,
    'routing.fastModel': agent.routing?.fastModel,
    'routing.deepModel': agent.routing?.deepModel,
  }).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  await requireKnownProviders(services, named)
}
