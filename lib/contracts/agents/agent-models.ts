import type { Agent, AgentPatch } from './agent.ts'

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

/** The models that a turn may ask first: with routing its two, else the agent's own. */
export function firstModels({ model, routing }: Pick<Agent, 'model' | 'routing'>): string[] {
  return routing ? [routing.fastModel, routing.deepModel] : [model]
}
