import type { MessageBuilder } from '#lib/agent/message-builder.ts'
import type { AgentEvent } from '#lib/contracts/agent-event.ts'
import { notFound } from '#lib/contracts/app-error.ts'
import type { RoutingDecision } from '#lib/contracts/routing.ts'
import type { TurnTiming } from '#lib/contracts/timing.ts'
import type { TurnEnd } from '#lib/db/repositories/turn-writes.ts'
import { searchableText } from '#lib/memory/text/tokenise.ts'
import { terminalStatus } from '#lib/runs/event-encoder.ts'
import type { Services } from '../services.ts'
import { askedModel, type ChosenModel } from './choose-model.ts'
import type { PreparedTurn } from './prepare-turn.ts'
import { provisionalTitle } from './provisional-title.ts'
import { untilSaved } from './until-saved.ts'

/** Characters of a message that search knows: PostgreSQL's index entry holds 1 MB of words. */
const longestSearchText = 100_000

/** @throws AppError 404 when meanwhile the chat was deleted or somebody else's, or the user banned */
export async function saveStart(
  services: Services,
  turn: PreparedTurn,
  { model, routing }: ChosenModel,
): Promise<void> {
  const isOwn = await services.turns.begin({
    turnId: turn.turnId,
    chatId: turn.chatId,
    userId: turn.userId,
    agentId: turn.agent.id,
    instanceId: services.instanceId,
    model,
    requestedModel: routing && askedModel(turn.agent),
    title: provisionalTitle(turn.userText),
    startedAt: new Date(turn.clock.receivedAt),
    userMessage: turn.newMessage,
    userMessageId: turn.userMessageId,
    assistantMessageId: turn.assistantMessageId,
    isContinued: turn.prefix !== null,
    isNewChat: turn.isNewChat,
    isTemporary: turn.isTemporary,
  })
  if (!isOwn) throw notFound('chat')
}

export function savePartial(
  services: Services,
  turn: PreparedTurn,
  builder: MessageBuilder,
): Promise<void> {
  return services.turns.savePartial({
    chatId: turn.chatId,
    messageId: turn.assistantMessageId,
    parts: builder.parts(false),
  })
}

export async function saveEnd(
  services: Services,
  turn: PreparedTurn,
  end: {
    event: Extract<AgentEvent, { timing: unknown }>
    builder: MessageBuilder
    metadata: Record<string, unknown>
  },
  patienceMs?: number,
): Promise<void> {
  const { event, builder, metadata } = end
  const { status = 'complete', statusReason = null, ...failure } = terminalStatus(event)
  const saved: TurnEnd = {
    turnId: turn.turnId,
    chatId: turn.chatId,
    userMessageId: turn.userMessageId,
    assistantMessageId: turn.assistantMessageId,
    parts: builder.parts(true),
    status,
    statusReason,
    messageMetadata: {
      ...metadata,
      turnId: turn.turnId,
      agentId: turn.agent.id,
      model: event.timing.model,
      timing: event.timing,
      ...failure,
    },
    userSearchText: searchableText(turn.userText.slice(0, longestSearchText)),
    answerSearchText: searchableText(builder.text().slice(0, longestSearchText)),
    outcome: status === 'streaming' ? 'complete' : status,
    timing: event.timing,
    turnMetadata: { ...traceMetadata(metadata), ...timingMetadata(event.timing) },
  }
  await untilSaved(() => services.turns.finish(saved), patienceMs)
}

/** What the trace has no columns for. */
function timingMetadata({ attempts, hedged, memory, connection }: TurnTiming) {
  return {
    ...(attempts && { attempts }),
    ...(hedged && { hedged }),
    ...(memory && { memory }),
    ...(connection && { connection }),
  }
}

/** The trace holds no content: of memories only their ids, of the route's reasons no words. */
function traceMetadata({ memories, route, ...rest }: Record<string, unknown>): object {
  const { words: _, ...withoutWords } = (route ?? {}) as Partial<RoutingDecision>
  return {
    ...rest,
    ...(route !== undefined && { route: withoutWords }),
    ...(Array.isArray(memories) && {
      memoryIds: memories.map((memory: { id: string }) => memory.id),
    }),
  }
}
