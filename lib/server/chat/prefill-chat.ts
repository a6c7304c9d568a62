import { assemblePrompt } from '#lib/agent/prompt.ts'
import type { Agent } from '#lib/contracts/agents/agent.ts'
import { firstModels } from '#lib/contracts/agents/agent-models.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { chatRequestSchema } from '#lib/contracts/chat/chat.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import type { Conversation } from '#lib/db/repositories/conversation.ts'
import { createStageClock } from '#lib/latency/stage-clock.ts'
import type { ModelRequest, StreamModel } from '#lib/providers/model-port.ts'
import { readsLocally } from '#lib/providers/network/local-reader.ts'
import type { Services } from '../services.ts'
import { promptInputOf } from './build-run.ts'
import { earlierPromptOf } from './earlier-prompts.ts'
import { type Asker, type PreparedTurn, prepareTurn } from './prepare-turn.ts'
import { turnTools } from './tools/turn-tools.ts'

/** Shorter prompts are read without noticeable delay. */
const fewestTokens = 1_500
/** Stands for the message while nothing of it is typed. */
const noDraft = '.'

export type PrefillServices = Pick<
  Services,
  | 'agents'
  | 'models'
  | 'memory'
  | 'database'
  | 'env'
  | 'secrets'
  | 'files'
  | 'catalog'
  | 'prefills'
  | 'mcp'
>

/** A message that is being typed. */
export interface Draft {
  agent: Agent
  chatId: string
  draft: string
  /** The model that the user chose. */
  model: string | undefined
  found: Conversation
}

/**
 * Sends the prompt of a chat's next turn ahead, as far as it is known, so that the provider reads it
 * while the user types and has it in its prompt cache when the message comes. Only where reading
 * costs nothing, or the admin accepts the cost; never beside a turn.
 */
export async function prefillChat(
  services: PrefillServices,
  user: Asker,
  draft: Draft,
): Promise<void> {
  const { agent, chatId, found } = draft
  if (!agent.draft.prefill || found.chat?.userId !== user.id) return
  const model = draft.model ?? modelOf(agent, found)
  if (!agent.draft.prefillPaid && !(await isFree(services, model))) return
  await services.prefills.begin(
    user.id,
    { chatId, key: `${model} ${found.startId}` },
    async (signal) => {
      const turn = await prepareDraft(services, user, draft)
      const files = await turn.files
      const earlier = earlierPromptOf(turn.history)
      const prompt = assemblePrompt(promptInputOf(turn, { memories: [], files, earlier }))
      if (prompt.estimatedTokens < fewestTokens) return null
      const { modelName, streamModel } = services.models.resolve(model, agent.deadlines, 0)
      const request = requestOf(turn, modelName, prompt.messages, services)
      const send = (given: AbortSignal) =>
        read(streamModel, request, AbortSignal.any([signal, given]))
      return (await services.models.rightOfWay(model)?.whenQuiet(send)) ?? null
    },
  )
}

/** The model that answered last, if the agent may ask it first: it has the chat in its cache. */
function modelOf(agent: Agent, { branch }: Conversation): string {
  const models = firstModels(agent)
  const last = branch.findLast(({ answer }) => answer)?.answer?.model
  return models.find((model) => model === last) ?? models[0] ?? agent.model
}

async function isFree({ models }: Pick<Services, 'models'>, model: string): Promise<boolean> {
  const connection = models.connection(parseModelId(model)?.providerSlug ?? '')
  // A server that cannot be reached gets its prompt with the message.
  return connection ? await readsLocally(connection).catch(() => false) : false
}

/** The turn that would answer the draft. Nothing is saved. */
function prepareDraft(
  services: PrefillServices,
  user: Asker,
  { agent, chatId, draft, model, found }: Draft,
): Promise<PreparedTurn> {
  const parts = [{ type: 'text', text: draft || noDraft }]
  const message = { id: crypto.randomUUID(), role: 'user', parts }
  return prepareTurn(services, {
    user,
    request: chatRequestSchema.parse({ id: chatId, agentId: agent.id, message, model }),
    conversation: Promise.resolve(found),
    files: Promise.resolve([]),
    clock: createStageClock(),
  })
}

function requestOf(
  turn: PreparedTurn,
  model: string,
  messages: ModelRequest['messages'],
  services: PrefillServices,
): ModelRequest {
  const { agent, reasoningEffort } = turn
  const { tools } = turnTools(services, turn)
  return {
    model,
    messages,
    maxOutputTokens: 1,
    mayBeEmpty: true,
    ...(tools.length > 0 && { tools }),
    ...(reasoningEffort && { reasoningEffort }),
    ...(agent.extraBody && { extraBody: agent.extraBody }),
  }
}

/** Reads the answer to its end, which is one token behind its beginning. @returns prompt tokens */
async function read(
  streamModel: StreamModel,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<number | null> {
  let tokens: number | null = null
  for await (const event of streamModel(request, signal)) {
    if (event.type === 'finish') tokens = event.usage.inputTokens ?? 0
    if (event.type === 'error') {
      const { code, message } = event.failure
      throw new AppError({ code, status: 502, displayMessage: message })
    }
  }
  return tokens
}
