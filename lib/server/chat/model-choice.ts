import type { Agent } from '#lib/contracts/agents/agent.ts'
import { agentModels, firstModels } from '#lib/contracts/agents/agent-models.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import type { Catalog } from '../models/model-catalog.ts'
import { modelKind } from '../models/model-kind.ts'
import type { Services } from '../services.ts'

type ChoiceServices = Pick<Services, 'agents' | 'catalog'>

/**
 * The agent with the model that a user chose for a turn. The agent's own model takes over when the
 * chosen one fails. There is no hedge: the answer of a second model is not what was asked for.
 * @throws AppError 403 if the agent does not allow the choice, 400 for an unknown model
 */
export async function withChosenModel(
  services: ChoiceServices,
  agent: Agent,
  model: string,
  catalog: Catalog,
): Promise<Agent> {
  if (!agent.routing && model === agent.model) return agent
  if (!agent.allowModelChoice) {
    throw new AppError({
      code: 'model-choice-closed',
      status: 403,
      field: 'model',
      displayMessage: `${agent.name} answers with its own model only.`,
    })
  }
  await requireKnownModel(services, model, catalog)
  const [own = agent.model] = firstModels(agent)
  const fallbackModel = own === model ? agent.fallbackModel : own
  return { ...agent, model, routing: null, hedge: null, fallbackModel }
}

/** A model that is not in the cached catalog is looked up in the database once. */
async function requireKnownModel(
  services: ChoiceServices,
  model: string,
  catalog: Catalog,
): Promise<void> {
  const agents = await services.agents.list()
  const used = agents.flatMap((agent) => agentModels(agent).map(([, id]) => id))
  const isKnown = (known: Catalog) => used.includes(model) || isListed(known, model)
  if (isKnown(catalog) || isKnown(await services.catalog.refresh())) return
  throw new AppError({
    code: 'unknown-model',
    status: 400,
    field: 'model',
    displayMessage: `There is no model "${model}" to choose.`,
  })
}

/** Whether the provider lists this chat model, or lists none and may have it. */
function isListed({ providers }: Catalog, id: string): boolean {
  const { providerSlug, modelName } = parseModelId(id) ?? {}
  const provider = providers.find(({ slug }) => slug === providerSlug)
  if (!provider || !modelName || modelKind(modelName) !== 'chat') return false
  return provider.models.length === 0 || provider.models.some(({ name }) => name === modelName)
}
