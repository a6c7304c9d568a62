import type { RunInput } from '#lib/agent/run-input.ts'
import { runAgent } from '#lib/agent/run-loop.ts'
import type { KeyUser } from '#lib/auth/key-reader.ts'
import { type Agent, agentCreateSchema, type ReasoningEffort } from '#lib/contracts/agents/agent.ts'
import type { AgentEvent } from '#lib/contracts/chat/agent-event.ts'
import type { StageClock } from '#lib/latency/stage-clock.ts'
import { memoryBlock } from '#lib/memory/prompt-block.ts'
import type { PromptMessage } from '#lib/providers/model-port.ts'
import { chooseFirstModel, chooseModel } from '../chat/choose-model.ts'
import { recallForTurn } from '../chat/recall-for-turn.ts'
import { toolsWithoutAsking } from '../chat/tools/turn-tools.ts'
import { missingScope } from '../http/require-user.ts'
import type { Services } from '../services.ts'
import { type CompletionRequest, passedOnNames } from './completion-request.ts'
import { OpenAiError } from './openai-error.ts'
import { questionOf, toPrompt, toTools } from './to-prompt.ts'

export type CompletionServices = Pick<
  Services,
  | 'agents'
  | 'models'
  | 'breakers'
  | 'speeds'
  | 'reading'
  | 'memory'
  | 'database'
  | 'env'
  | 'secrets'
  | 'mcp'
>

/** A completion that is ready to start. */
export interface PreparedCompletion {
  turnId: string
  /** Null if a provider's model is requested directly. */
  agent: Agent | null
  events: AsyncIterable<AgentEvent>
}

/**
 * Collects the input of a completion: agent or model, recalled memories, prompt and wrappers.
 * @param usesMemory false omits the memories of the key's user
 * @throws OpenAiError 404 for an unknown model, AppError 403 without the scope
 */
export async function prepareCompletion(
  services: CompletionServices,
  options: {
    key: KeyUser
    request: CompletionRequest
    usesMemory: boolean
    clock: StageClock
    signal: AbortSignal
  },
): Promise<PreparedCompletion> {
  const { key, request, usesMemory, clock, signal } = options
  const agent = await clock.measure('agent', () => findTarget(services, key, request.model))
  const question = questionOf(request.messages)
  const recalling = recallForTurn(services, {
    userId: key.user.id,
    agent: Promise.resolve(usesMemory && key.user.memory && agent.id !== '' ? agent : null),
    query: Promise.resolve(question),
    clock,
  })
  const turn = { agent, clock, userText: question ?? '', wantedChoice: undefined, history: [] }
  const [recalled, first] = await Promise.all([recalling, chooseFirstModel(services, turn)])
  const endPrompt = clock.begin('prompt')
  const turnId = crypto.randomUUID()
  const callersTools = toTools(request)
  const run: RunInput = {
    turnId,
    ...(await chooseModel(services, turn, first, () => undefined)),
    messages: withOwnParts(
      toPrompt(request.messages),
      agent.instructions,
      memoryBlock(recalled?.items ?? []),
    ),
    steps: [],
    prefixText: '',
    // A client that sends tools executes them itself. The agent's tools are left out then, because
    // the server would answer calls that the client expects.
    tools:
      callersTools.length > 0 || agent.id === ''
        ? []
        : toolsWithoutAsking(services, {
            ...toolsWithoutChat,
            userId: key.user.id,
            userText: question ?? '',
            agent,
          }),
    callersTools,
    ...settingsOf(request, agent),
    streaming: { bufferChars: 1, deltaDelayMs: 0 },
    ...(recalled && {
      memory: { cache: recalled.late ? 'late' : recalled.cache, meaning: recalled.meaning },
    }),
    clock,
  }
  endPrompt()
  return { turnId, agent: agent.id === '' ? null : agent, events: runAgent(run, signal) }
}

/** An agent by slug, or, with the scope `models`, a provider's model as an unnamed agent. */
async function findTarget(
  { agents, models }: Pick<Services, 'agents' | 'models'>,
  { scopes }: KeyUser,
  model: string,
): Promise<Agent> {
  if (!scopes.includes('agents') && !scopes.includes('models')) throw missingScope('agents')
  const agent = (await agents.list()).find(({ slug }) => slug === model)
  if (agent) {
    if (scopes.includes('agents')) return agent
    throw missingScope('agents')
  }
  const slug = model.split('/', 1)[0] ?? ''
  if (!model.includes('/') || !models.connection(slug)) throw modelNotFound(model)
  if (!scopes.includes('models')) throw missingScope('models')
  return { ...agentCreateSchema.parse({ name: 'model', model }), ...nameless }
}

/** Memories are saved with their source chat, so saving is unavailable here. */
const toolsWithoutChat = {
  usesMemory: false,
  chatId: '',
  userMessageId: '',
  history: [],
  approvedTools: [],
}

const nameless = { id: '', slug: '', createdAt: '', updatedAt: '' }

export function modelNotFound(model: string): OpenAiError {
  const message = `The model \`${model}\` does not exist or you do not have access to it.`
  return new OpenAiError(404, message, { param: 'model', code: 'model_not_found' })
}

/**
 * Adds the agent's instructions at the beginning and memories after the last question, as in chats.
 */
function withOwnParts(
  messages: PromptMessage[],
  instructions: string,
  memories: string,
): PromptMessage[] {
  const last = messages.findLastIndex(({ role }) => role === 'user')
  const withMemories = messages.map((message, index) =>
    index === last && memories !== ''
      ? { ...message, content: `${message.content}\n\n${memories}` }
      : message,
  )
  const own = instructions.trim()
  return own ? [{ role: 'system', content: instructions }, ...withMemories] : withMemories
}

const ourEfforts: Record<string, ReasoningEffort> = { minimal: 'low', xhigh: 'high' }

/** The request's settings, with the agent's as defaults. */
function settingsOf(request: CompletionRequest, agent: Agent) {
  const temperature = request.temperature ?? agent.temperature
  const limit = request.max_completion_tokens ?? request.max_tokens ?? agent.maxOutputTokens
  const asked = request.reasoning_effort ?? agent.reasoningEffort
  const given = passedOnNames.flatMap((name) =>
    request[name] == null ? [] : [[name, request[name]] as const],
  )
  const extraBody = { ...agent.extraBody, ...Object.fromEntries(given) }
  return {
    ...(temperature !== null && { temperature }),
    ...(limit !== null && { maxOutputTokens: limit }),
    ...(asked && { reasoningEffort: ourEfforts[asked] ?? (asked as ReasoningEffort) }),
    ...(Object.keys(extraBody).length > 0 && { extraBody }),
  }
}
