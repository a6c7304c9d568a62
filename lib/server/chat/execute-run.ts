import { createMessageBuilder, eventsOf } from '#lib/agent/message-builder.ts'
import { runAgent } from '#lib/agent/run-loop.ts'
import { withDeadline } from '#lib/async/with-deadline.ts'
import type { AgentEvent } from '#lib/contracts/agent-event.ts'
import type { MessageStatus } from '#lib/contracts/chat.ts'
import { createEventEncoder, terminalStatus } from '#lib/runs/event-encoder.ts'
import type { RunLogWriter } from '#lib/runs/run-log.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { cacheAnswer } from './answer-cache.ts'
import { applyMemoryCommand, type CommandOutcome } from './apply-memory-command.ts'
import { buildRun } from './build-run.ts'
import { askedModel, type ChosenModel, chooseFirstModel } from './choose-model.ts'
import { createPartialSaver } from './partial-saver.ts'
import type { PreparedTurn } from './prepare-turn.ts'
import { saveEnd, savePartial, saveStart } from './save-turn.ts'

/** An answer that is whole waits no longer to say what was remembered, or until it is kept. */
const afterWaitMs = 1_000

/** How long it is tried to save an answer whose reader was told that it is not saved. */
const latePatienceMs = 600_000

type TerminalEvent = Extract<AgentEvent, { timing: unknown }>

/**
 * Executes a turn and writes its events to the log. It belongs to no HTTP response: it goes on
 * when all readers leave. Never rejects; the log is closed at the end whatever happens.
 * @returns how the answer ended
 */
export async function executeRun(
  services: Services,
  turn: PreparedTurn,
  log: RunLogWriter,
): Promise<MessageStatus> {
  const { clock } = turn
  let status: MessageStatus = 'error'
  const encoder = createEventEncoder(turn.agent.streaming)
  const emit = (event: AgentEvent) => log.append(encoder.encode(event))
  const prefix = turn.prefix ?? []
  const builder = createMessageBuilder(prefix)
  const failure = new AbortController()
  const signal = AbortSignal.any([log.stopSignal, failure.signal])
  const saver = createPartialSaver(() => savePartial(services, turn, builder), logError)
  const metadata: Record<string, unknown> = turn.prefix ? { isContinued: true } : {}

  let chosen: ChosenModel | undefined
  let endRightOfWay: (() => void) | undefined

  try {
    emit(startedEvent(turn, builder.size()))
    // Readers get the whole message, whether they knew the beginning or not.
    for (const event of eventsOf(prefix)) emit(event)
    clock.listen((stage) => emit({ type: 'stage', stage }))
    log.flush()
    chosen = await chooseFirstModel(services, turn)
    endRightOfWay = services.models.rightOfWay(chosen.model)?.take()
    const saved = saveStart(services, turn, chosen)
    // Awaited before the first delta; until then a rejection must not count as unhandled.
    saved.catch(() => failure.abort('not-saved'))
    const command = applyMemoryCommand(services, turn)
    const { run, cachePlace } = await buildRun(services, turn, chosen, metadata, emit)

    let isDurable = false
    let hasText = false
    for await (const event of runAgent(run, signal)) {
      if (!isDurable) {
        await saved
        isDurable = true
      }
      if (isTerminal(event)) {
        const commanded = await withDeadline(command, afterWaitMs)
        if (commanded && commanded !== 'late') tellOutcome(commanded, metadata, emit)
        noteLoopDelay(services, turn, metadata)
        await saver.stop()
        await saveEnd(services, turn, { event, builder, metadata })
        emit(event)
        observe(services, turn, event)
        status = terminalStatus(event).status ?? status
        // Who reads to the end and asks again finds the answer kept.
        await withDeadline(cacheAnswer(services, turn, cachePlace, event, builder), afterWaitMs)
        break
      }
      builder.add(event)
      emit(event)
      if (event.type === 'text-delta' && !hasText) {
        hasText = true
        log.flush()
        noteLoopDelay(services, turn, metadata)
      }
      saver.noteGrowth(builder.size())
    }
  } catch (error) {
    failure.abort('failed')
    await saver.stop()
    logError(error)
    const event = failedEvent(turn, chosen)
    emit(event)
    observe(services, turn, event)
    log.close()
    await saveEnd(services, turn, { event, builder, metadata: {} }, latePatienceMs).catch(logError)
  } finally {
    endRightOfWay?.()
    log.close()
  }
  return status
}

function isTerminal(event: AgentEvent): event is TerminalEvent {
  return 'timing' in event
}

function observe(
  { telemetry }: Services,
  { agent, clock }: PreparedTurn,
  event: TerminalEvent,
): void {
  const { status, statusReason } = terminalStatus(event)
  telemetry.turnEnded({
    agentId: agent.id,
    outcome: status === 'streaming' || status === undefined ? 'complete' : status,
    errorCode: status === 'error' ? (statusReason ?? 'unknown') : null,
    receivedAt: clock.receivedAt,
    timing: event.timing,
  })
}

/** What was kept or deleted is told once; that something was not kept stays with the answer. */
function tellOutcome(
  outcome: CommandOutcome,
  metadata: Record<string, unknown>,
  emit: (event: AgentEvent) => void,
): void {
  if ('updated' in outcome) emit(outcome.updated)
  else {
    metadata.notKept = outcome.notSaved
    emit({ type: 'metadata', key: 'notKept', value: outcome.notSaved })
  }
}

/** This process's longest delay on the way to the first text, or to the end without any. */
function noteLoopDelay(
  { loopDelay }: Services,
  { clock }: PreparedTurn,
  metadata: Record<string, unknown>,
): void {
  metadata.loopDelayMs ??= loopDelay.worstMs(clock.elapsedMs())
}

function startedEvent(turn: PreparedTurn, prefixChars: number): AgentEvent {
  return {
    ...(turn.prefix && { prefixChars }),
    type: 'agent-started',
    runId: turn.turnId,
    messageId: turn.assistantMessageId,
    agentId: turn.agent.id,
    model: askedModel(turn.agent),
    receivedAt: turn.clock.receivedAt,
    sentAt: turn.clock.receivedAt + turn.clock.elapsedMs(),
  }
}

/** Our own failure: the user is told, and what can be saved is saved once that is possible. */
function failedEvent(turn: PreparedTurn, chosen: ChosenModel | undefined): TerminalEvent {
  return {
    type: 'error',
    code: 'not-saved',
    message: 'Lumos could not save this turn. Check the database and try again.',
    retryable: true,
    timing: {
      turnId: turn.turnId,
      ttfbMs: null,
      totalMs: turn.clock.elapsedMs(),
      stages: turn.clock.stages(),
      inputTokens: null,
      outputTokens: null,
      tokensPerSecond: null,
      model: chosen?.model ?? askedModel(turn.agent),
      ...(chosen?.routing && { requestedModel: askedModel(turn.agent) }),
    },
  }
}
