import type { DatabaseError } from 'pg'
import type { MessageBuilder } from '#lib/agent/message-builder.ts'
import { notFound } from '#lib/contracts/app-error.ts'
import type { AgentEvent, TerminalEvent } from '#lib/contracts/chat/agent-event.ts'
import type { TurnMetadata } from '#lib/contracts/chat/chat.ts'
import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import type { PromptPrint } from '#lib/contracts/models/prompt-cache.ts'
import type { TurnEnd } from '#lib/db/repositories/turn-writes.ts'
import { errorCode } from '#lib/errors.ts'
import { searchableText } from '#lib/memory/text/tokenise.ts'
import type { PromptMessage } from '#lib/providers/model-port.ts'
import { terminalStatus } from '#lib/runs/event-encoder.ts'
import { settingsHash } from '../latency/settings-hash.ts'
import { tooManyRuns } from '../limits/limit-turns.ts'
import type { Services } from '../services.ts'
import { askedModel, type ChosenModel } from './choose-model.ts'
import { messageExists, runInProgress } from './conflicts.ts'
import type { PreparedTurn } from './prepare-turn.ts'
import { provisionalTitle } from './titles/provisional-title.ts'
import { noSuchApproval } from './tools/pending-approvals.ts'
import { fileIdsOf, fileNames, holdFiles } from './turn-files.ts'
import { jobsOfAnswer, jobsOfMessage } from './turn-jobs.ts'
import { untilSaved } from './until-saved.ts'

/** Indexed characters of a message: a PostgreSQL `tsvector` holds at most 1 MB. */
const longestSearchText = 100_000

/** How a turn claims its chat's run. */
export interface ClaimTerms {
  /** The id of a run that was taken over, else the turn's own. */
  runId: string
  /** The largest number of runs of the user, of all instances; null for any. */
  mostRuns: number | null
  /** What the run's log already holds of the answer, if the run was taken over. */
  logged?: AgentEvent[]
}

/**
 * Claims the run and saves the turn's start.
 * @throws AppError 404 if the chat was deleted meanwhile or belongs to somebody else, or the user
 * was banned; 409 if another instance answers the chat or has saved the message; 429 if the user
 * has too many runs
 */
export async function saveStart(
  services: Pick<Services, 'turns' | 'database'>,
  turn: PreparedTurn,
  { model, routing }: ChosenModel,
  { runId, mostRuns }: ClaimTerms,
): Promise<void> {
  const beginning = services.turns.begin({
    runId,
    mostRuns,
    turnId: turn.turnId,
    chatId: turn.chatId,
    userId: turn.userId,
    agentId: turn.agent.id,
    model,
    requestedModel: routing && askedModel(turn.agent),
    title: provisionalTitle(turn.userText || fileNames(turn.newMessage?.parts ?? [])),
    startedAt: new Date(turn.clock.receivedAt),
    chosenModel: turn.choice.model,
    chosenEffort: turn.choice.reasoningEffort,
    userMessage: turn.newMessage,
    userMessageId: turn.userMessageId,
    assistantMessageId: turn.assistantMessageId,
    isContinued: turn.prefix !== null,
    folderId: turn.folderId,
    continuesTurnId: turn.continuesTurnId,
    isNewChat: turn.isNewChat,
    isTemporary: turn.isTemporary,
    jobs: jobsOfMessage(turn),
  })
  switch (await beginning.catch(explainTaken)) {
    case 'gone':
      throw notFound('chat')
    case 'claimed':
      throw runInProgress()
    case 'answered':
      throw noSuchApproval()
    case 'too-many':
      throw tooManyRuns(mostRuns ?? 0)
  }
  const fileIds = fileIdsOf(turn.newMessage?.parts ?? [])
  if (fileIds.length > 0) await holdFiles(services.database.pool, turn.chatId, fileIds)
}

/** The message was saved since the chat was read: the same request was sent twice. */
function explainTaken(error: unknown): never {
  const isTaken = errorCode(error) === '23505' && (error as DatabaseError).table === 'Message'
  throw isTaken ? messageExists(error) : error
}

export function savePartial(
  services: Pick<Services, 'turns'>,
  turn: PreparedTurn,
  message: MessageBuilder,
): Promise<void> {
  return services.turns.savePartial({
    turnId: turn.turnId,
    chatId: turn.chatId,
    messageId: turn.assistantMessageId,
    parts: message.parts(false),
  })
}

export async function saveEnd(
  services: Pick<Services, 'turns'>,
  turn: PreparedTurn,
  end: {
    event: TerminalEvent
    message: MessageBuilder
    metadata: TurnMetadata
    promptPrint?: PromptPrint | undefined
    steps: PromptMessage[]
  },
  patienceMs?: number,
): Promise<void> {
  const { event, message, metadata, promptPrint, steps } = end
  const { status, statusReason = null, ...failure } = terminalStatus(event)
  const saved: TurnEnd = {
    turnId: turn.turnId,
    chatId: turn.chatId,
    userMessageId: turn.userMessageId,
    assistantMessageId: turn.assistantMessageId,
    parts: message.parts(true),
    status,
    statusReason,
    messageMetadata: {
      ...metadata,
      turnId: turn.turnId,
      agentId: turn.agent.id,
      model: event.timing.model,
      timing: event.timing,
      ...(promptPrint && { promptPrint }),
      ...failure,
    },
    ...(statusReason === 'approval' && { steps }),
    userSearchText: searchableText(turn.userText.slice(0, longestSearchText)),
    answerSearchText: searchableText(message.text().slice(0, longestSearchText)),
    outcome: status,
    timing: event.timing,
    turnMetadata: {
      ...traceMetadata(metadata),
      ...timingMetadata(event.timing),
      settingsHash: settingsHash(turn.agent),
    },
    jobs: jobsOfAnswer(turn, status),
  }
  await untilSaved(() => services.turns.finish(saved), patienceMs)
}

/** The timing's facts for which the trace has no columns. */
function timingMetadata({
  attempts,
  hedged,
  memory,
  connection,
  promptCache,
  prefill,
  costUsd,
}: TurnTiming) {
  return {
    ...(costUsd !== undefined && { costUsd }),
    ...(promptCache && { promptCache }),
    ...(prefill && { prefill }),
    ...(attempts && { attempts }),
    ...(hedged && { hedged }),
    ...(memory && { memory }),
    ...(connection && { connection }),
  }
}

/** The trace holds no content of the chat: ids of memories, and no words of the routing decision. */
function traceMetadata({ memories, route, files, ...rest }: TurnMetadata): object {
  const { words: _, ...withoutWords } = route ?? {}
  return {
    ...rest,
    ...(route && { route: withoutWords }),
    ...(files && { fileIds: files.map(({ id }) => id) }),
    ...(memories && { memoryIds: memories.map(({ id }) => id) }),
  }
}
