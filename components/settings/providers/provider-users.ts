import type { Agent } from '#lib/contracts/agent.ts'
import { parseModelId } from '#lib/contracts/model.ts'

/** Agents whose answers come from a provider, and those that only name it for other cases. */
export function agentsOfProvider(agents: Agent[], slug: string): { main: Agent[]; other: Agent[] } {
  const isOurs = (model: string | null | undefined) =>
    model != null && parseModelId(model)?.providerSlug === slug
  const main = agents.filter(({ model }) => isOurs(model))
  const other = agents.filter(
    (agent) =>
      !main.includes(agent) &&
      [
        agent.fallbackModel,
        agent.hedge?.model,
        agent.routing?.fastModel,
        agent.routing?.deepModel,
      ].some(isOurs),
  )
  return { main, other }
}
