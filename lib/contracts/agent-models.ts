import type { AgentPatch } from './agent.ts'

/** The models that an agent names, each with its field. */
export function agentModels(agent: AgentPatch): [field: string, model: string][] {
  return Object.entries({
    model: agent.model,
    fallbackModel: agent.fallbackModel,
    'hedge.model': agent.hedge?.model,
    'routing.fastModel': agent.routing?.fastModel,
    'routing.deepModel': agent.routing?.deepModel,
  }).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
}
