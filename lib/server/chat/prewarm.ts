import type { Agent } from '#lib/contracts/agents/agent.ts'
import { firstModels } from '#lib/contracts/agents/agent-models.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import { warmUp } from '#lib/providers/network/warm-up.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { type Draft, type PrefillServices, prefillChat } from './prefill-chat.ts'
import { type Asker, historyReadLimit } from './prepare-turn.ts'

interface PrewarmRequest {
  agentId: string
  chatId?: string
  draft?: string
  /** The model that the user chose. */
  model?: string
}

/**
 * Prepares for a turn what does not depend on its message: loads the agent, opens connections to the
 * providers of its models or of the chosen one, and to its MCP servers, recalls for the draft, and
 * reads the chat, whose prompt is sent ahead if the agent's settings say so. Never rejects.
 */
export async function prewarm(
  services: PrefillServices & Pick<Services, 'speeds' | 'turns'>,
  user: Asker,
  { agentId, chatId, model, ...typed }: PrewarmRequest,
): Promise<void> {
  try {
    const agent = await services.agents.find(agentId)
    if (!agent) return
    const draft = typed.draft?.trim() ?? ''
    services.mcp.warm(agent.mcpServers)
    await Promise.all([
      recallFor(services, user, agent, draft),
      chatId && readAhead(services, user, { agent, chatId, draft, model }),
      services.speeds.ready(),
      ...modelsOf(agent, model).map((id) => warmModel(services, id)),
    ])
  } catch (error) {
    logError(error)
  }
}

function recallFor(services: Pick<Services, 'memory'>, user: Asker, agent: Agent, query: string) {
  const { enabled, limit, budgetTokens, deadlineMs } = agent.memory
  if (!enabled || !user.memory || query === '') return services.memory.warm(user.id)
  const { id: agentId } = agent
  return services.memory.recall({
    userId: user.id,
    agentId,
    query,
    limit,
    budgetTokens,
    deadlineMs,
  })
}

/** Brings the chat into the database's memory, and its prompt into the provider's cache. */
async function readAhead(
  services: PrefillServices & Pick<Services, 'turns'>,
  user: Asker,
  draft: Omit<Draft, 'found'>,
) {
  const found = await services.turns.read({
    chatId: draft.chatId,
    start: { kind: 'newest', id: null },
    newId: null,
    limit: historyReadLimit,
  })
  await prefillChat(services, user, { ...draft, found })
}

/** The chosen model, or the models that may be asked first, and the hedge's. */
function modelsOf(agent: Agent, model: string | undefined): string[] {
  const { hedge, allowModelChoice } = agent
  if (model && allowModelChoice) return [model]
  return [...new Set([...firstModels(agent), ...(hedge ? [hedge.model] : [])])]
}

async function warmModel(services: Pick<Services, 'models'>, id: string): Promise<void> {
  const parsed = parseModelId(id)
  const connection = parsed && services.models.connection(parsed.providerSlug)
  if (connection) await warmUp(connection, parsed.modelName)
}
