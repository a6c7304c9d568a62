import type { ChatSummary } from '#lib/agent/choose-beginning.ts'
import type { PromptFiles } from '#lib/agent/prompt.ts'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import type { Agent, ReasoningEffort } from '#lib/contracts/agents/agent.ts'
import { notFound } from '#lib/contracts/app-error.ts'
import type { ChatRequest } from '#lib/contracts/chat/chat.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import type { RoutingChoice } from '#lib/contracts/models/routing.ts'
import type { BranchStart, Conversation } from '#lib/db/repositories/conversation.ts'
import type { StageClock } from '#lib/latency/stage-clock.ts'
import type { RecallResult } from '#lib/memory/memory-port.ts'
import type { LimitedAsker } from '../limits/limit-turns.ts'
import type { Services } from '../services.ts'
import { messageExists, runInProgress } from './conflicts.ts'
import { withChosenModel } from './model-choice.ts'
import { withOwnInstructions } from './own-instructions.ts'
import { invalid, type Question, questionOf } from './question-of.ts'
import { recallForTurn } from './recall-for-turn.ts'
import { requireOwnChat } from './tools/pending-approvals.ts'
import { type FileRow, fileIdsOf, prepareFiles, withStoredTypes } from './turn-files.ts'

/** A turn that is ready to run: everything that could refuse it has been checked. */
export interface PreparedTurn extends Question {
  turnId: string
  chatId: string
  userId: string
  /** With the model that the user chose, if they did. */
  agent: Agent
  isNewChat: boolean
  /** If the chat is new, it becomes a temporary one. */
  isTemporary: boolean
  /** The folder of a new chat. */
  folderId: string | null
  /** Agent, user and chat allow memories to be used and saved. */
  usesMemory: boolean
  /** Of the beginning of the chat, oldest first. */
  summaries: ChatSummary[]
  /** Keys of tools that need no approval in this chat. */
  approvedTools: string[]
  /** Ids of the turn's approvals that count for the whole chat. */
  remembered: string[]
  /** The model of an agent with routing that the user asked for. */
  wantedChoice: RoutingChoice | undefined
  /** How long the model reasons; null uses the model's default. */
  reasoningEffort: ReasoningEffort | null
  /** Runs beside everything else and never rejects; null when the turn uses no memory. */
  recall: Promise<RecallResult | null> | null
  /** What the user chose for this turn; null follows the agent. */
  choice: { model: string | null; reasoningEffort: ReasoningEffort | null }
  /** The conversation's files; null when it has none. */
  files: Promise<PromptFiles> | null
  /** The agent's instructions with the user's own and the folder's. */
  instructions: string
  clock: StageClock
}

/** The asking user, with their memory setting. */
export type Asker = Pick<SessionUser, 'id' | 'memory' | 'aboutMe' | 'howToAnswer'> & LimitedAsker

/** Limit of the read that begins before the agent's own limit is known. */
export const historyReadLimit = 200

/**
 * Begins to read the conversation that a turn continues. `prepareTurn` checks its owner, and
 * reports a failure of this read.
 */
export function readConversation(
  { turns }: Pick<Services, 'turns'>,
  request: ChatRequest,
  clock: StageClock,
): Promise<Conversation> {
  const reading = clock.measure('history', () =>
    turns.read({
      chatId: request.id,
      start: branchStart(request),
      newId: request.trigger === 'submit-message' ? (request.message?.id ?? null) : null,
      folderId: request.folderId ?? null,
      limit: historyReadLimit,
    }),
  )
  // If the request turns out to be unauthenticated, nobody awaits this read.
  reading.catch(() => undefined)
  return reading
}

/** The input of a turn. */
export interface TurnRequest {
  user: Asker
  request: ChatRequest
  conversation: Promise<Conversation>
  /** The files of the new message, of whoever they are. */
  files: Promise<FileRow[]>
  clock: StageClock
}

/**
 * Reads agent and memory while the conversation is read, and decides what the turn answers.
 * @throws AppError 404 for a chat of somebody else or an unknown agent or message, 400 for a
 * request that does not fit the chat or an unknown model, 403 for a model that may not be chosen
 */
export async function prepareTurn(
  services: Pick<Services, 'agents' | 'memory' | 'database' | 'files' | 'catalog'>,
  { user, request, conversation, files, clock }: TurnRequest,
): Promise<PreparedTurn> {
  const { agentId } = request
  const mayRemember = user.memory && !request.temporary
  const checked = conversation.then((found) => {
    checkOwner(found, user.id, request)
    return found
  })
  const asking = checked.then((found) => questionOf(request, found))
  const reading = agentId
    ? clock.measure('agent', () => services.agents.find(agentId))
    : checked.then((found) => agentOfChat(services, found, clock))
  const recall = mayRemember
    ? recallForTurn(services, {
        userId: user.id,
        agent: reading,
        query: queryOf(request, { checked, asking }),
        clock,
      })
    : null
  const [own, found, asked, sent, catalog] = await Promise.all([
    reading,
    checked,
    asking,
    files,
    needsCatalog(request) ? services.catalog.read() : null,
  ])
  if (!own) throw notFound('agent')
  const { model = null, reasoningEffort = null } = request
  const agent = model && catalog ? await withChosenModel(services, own, model, catalog) : own
  const question = withStoredTypes(asked, sent, user.id)
  const usesMemory = agent.memory.enabled && mayRemember && (found.chat?.usesMemory ?? true)
  return {
    turnId: crypto.randomUUID(),
    chatId: request.id,
    userId: user.id,
    agent,
    instructions: withOwnInstructions(agent.instructions, user, found.folder?.instructions),
    isNewChat: found.chat === null,
    isTemporary: request.temporary === true,
    folderId: found.folder?.id ?? null,
    usesMemory,
    approvedTools: found.chat?.approvedTools ?? [],
    remembered: request.rememberApprovals ?? [],
    wantedChoice: request.route,
    reasoningEffort: reasoningEffort ?? agent.reasoningEffort,
    choice: { model, reasoningEffort },
    ...question,
    summaries: agent.prompt.summarise ? (found.chat?.summaries ?? []) : [],
    recall: usesMemory ? recall : null,
    files: prepareFiles(services, { userId: user.id, ...question, agent, sent, found, catalog }),
    clock,
  }
}

/** Whether what is known of models decides about the turn. */
function needsCatalog({ model, message }: ChatRequest): boolean {
  return model !== undefined || fileIdsOf(message?.parts ?? []).length > 0
}

/**
 * The text to recall by, as soon as it is known: from a request that names its agent at once, else
 * when the chat has been read. Null for a chat without memory.
 */
async function queryOf(
  request: ChatRequest,
  { checked, asking }: { checked: Promise<Conversation>; asking: Promise<Question> },
): Promise<string | null> {
  if (request.agentId && request.message) return textOfParts(request.message.parts)
  const { chat } = await checked
  return chat?.usesMemory === false ? null : (await asking).userText
}

/** The agent of the chat, else of its folder, else the default agent. */
async function agentOfChat(
  { agents }: Pick<Services, 'agents'>,
  { chat, folder }: Conversation,
  clock: StageClock,
) {
  return clock.measure('agent', async () => {
    const id = chat?.agentId ?? folder?.agentId
    const own = id ? await agents.find(id) : null
    return own ?? agents.find(undefined)
  })
}

function branchStart(request: ChatRequest): BranchStart {
  // An approval can be answered while its message is the newest of the chat.
  if (request.trigger === 'answer-approvals') return { kind: 'newest', id: null }
  if (request.trigger === 'regenerate-message') {
    return request.messageId
      ? { kind: 'again', id: request.messageId }
      : { kind: 'newest', id: null }
  }
  if (request.trigger === 'continue-message' && request.messageId) {
    return { kind: 'after', id: request.messageId }
  }
  return request.parentId === undefined
    ? { kind: 'newest', id: null }
    : { kind: 'after', id: request.parentId }
}

function checkOwner(found: Conversation, userId: string, request: ChatRequest) {
  if (request.trigger === 'answer-approvals') return requireOwnChat(found, userId)
  if (found.chat && (found.chat.userId !== userId || found.chat.isInBin)) throw notFound('chat')
  if (!found.chat && request.folderId && found.folder?.userId !== userId) {
    throw invalid('folderId', 'This folder does not exist.')
  }
  if (found.isAnsweredElsewhere) throw runInProgress()
  if (request.trigger !== 'submit-message') {
    if (!found.chat || !found.isStartKnown || found.branch.length === 0) throw notFound('message')
  } else if (found.isNewIdTaken) {
    throw messageExists()
  } else if (request.parentId && !found.isStartKnown) {
    throw invalid('parentId', 'This message is not in the chat.')
  }
}
