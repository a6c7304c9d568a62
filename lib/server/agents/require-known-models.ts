import type { AgentPatch } from '#lib/contracts/agents/agent.ts'
import { agentModels } from '#lib/contracts/agents/agent-models.ts'
import { requireKnownProviders } from '../models/require-known-providers.ts'
import type { Services } from '../services.ts'

/** @throws AppError 400 that names the field whose model is of no known provider */
export async function requireKnownModels(
  services: Pick<Services, 'database'>,
  agent: AgentPatch,
): Promise<void> {
  await requireKnownProviders(services, agentModels(agent))
}
