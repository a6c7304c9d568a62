import type { Agent, AgentCreate } from '#lib/contracts/agent.ts'
import type { Services } from '../services.ts'
import { toAgentRow } from './agent-row.ts'
import { requireKnownModels } from './require-known-models.ts'
import { toAgent } from './to-agent.ts'

/** @throws AppError 400 when a model names no known provider */
export async function createAgent(
  services: Pick<Services, 'database' | 'agents'>,
  input: AgentCreate,
): Promise<Agent> {
  await requireKnownModels(services, input)
  const row = await services.database.prisma.agent.create({ data: toAgentRow(input) })
  services.agents.invalidate()
  return toAgent(row)
}
