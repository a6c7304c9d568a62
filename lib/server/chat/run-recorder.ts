import { createMessageBuilder, type MessageBuilder } from '#lib/agent/message-builder.ts'
import type { AppError } from '#lib/contracts/app-error.ts'
import type { AgentEvent, TerminalEvent } from '#lib/contracts/chat/agent-event.ts'
import type { MessageStatus, TurnMetadata } from '#lib/contracts/chat/chat.ts'
import type { PromptPrint } from '#lib/contracts/models/prompt-cache.ts'
import type { PromptMessage } from '#lib/providers/model-port.ts'
import { createEventEncoder, terminalStatus } from '#lib/runs/event-encoder.ts'
import type { RunLogWriter } from '#lib/runs/run-log.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import type { CommandOutcome } from './apply-memory-command.ts'
import { askedModel, type ChosenModel } from './choose-model.ts'
import { createPartialSaver } from './partial-saver.ts'
import type { PreparedTurn } from './prepare-turn.ts'
import { saveEnd, savePartial } from './save-turn.ts'
import { replayFrames } from './skip-replay.ts'

/** How long saving is retried for an answer whose reader was told that it is not saved. */
const failedSavePatienceMs = 600_000

/** Records a run: its log for readers, its message and metadata for the database, its telemetry. */
export interface RunRecorder {
  readonly message: MessageBuilder
  /**
   * Writes the first frames, and the text that a continued answer already has.
   * @param logged what the log of a run that was taken over holds of the answer already
   */
  start(logged?: AgentEvent[]): void
  /** Records what was decided before the model is asked. */
  note(metadata: TurnMetadata): void
  /** Records what the user's memory command did; a change of the memory is only streamed. */
  noteCommand(outcome: CommandOutcome): void
  /** Writes an event that readers see and the message does not contain. */
  write(event: AgentEvent): void
  /** Records one event of the answer. Runs once per token. */
  add(event: Exclude<AgentEvent, TerminalEvent>): void
  /**
   * Saves the answer, then writes the terminal event.
   * @param promptPrint what the next turn's prompt is compared with
   * @param steps what the model said and got, for the turn in which calls are approved
   * @throws when the answer could not be saved within the reader's patience
   */
  end(
    event: TerminalEvent,
    kept: { promptPrint: PromptPrint | undefined; steps: PromptMessage[] },
  ): Promise<MessageStatus>
  /** Ends a lost run without a word: readers look for it where it is now. */
  abandon(): Promise<void>
  /** Reports a turn that was refused before anything of it was saved. */
  refuse(error: AppError, chosen: ChosenModel | undefined): void
  /**
   * Reports a turn that failed in Lumos itself, closes the log and goes on trying to save the text,
   * as it ended. Never rejects.
   */
  fail(error: unknown, chosen: ChosenModel | undefined): Promise<MessageStatus>
}

export function createRunRecorder(
  services: RecorderServices,
  turn: PreparedTurn,
  log: RunLogWriter,
): RunRecorder {
  const { clock, prefix } = turn
  const encoder = createEventEncoder(turn.agent.streaming)
  const message = createMessageBuilder(prefix ?? [])
  const saver = createPartialSaver(() => savePartial(services, turn, message), logError)
  const metadata: TurnMetadata = prefix ? { isContinued: true } : {}
  let hasText = false
  /** How the run ended, even if that could not be saved at first. */
  let ended: Parameters<typeof saveEnd>[2] | undefined

  const write = (event: AgentEvent) => log.append(encoder.encode(event))
  /** Until the first text, or until the end of an answer without text. */
  const noteLoopDelay = () => {
    metadata.loopDelayMs ??= services.loopDelay.worstMs(clock.elapsedMs())
  }

  return {
    message,
    write,
    start(logged = []) {
      if (logged.length > 0) {
        // The encoder goes on in the part that is open.
        for (const event of logged) encoder.encode(event)
      } else {
        write(startedEvent(turn, message.size()))
        // A continued answer's readers get the whole message, also those that never saw its
        // beginning.
        if (prefix) log.append(replayFrames(encoder, turn))
      }
      clock.listen((stage) => write({ type: 'stage', stage }))
      log.flush()
    },
    note(decided) {
      Object.assign(metadata, decided)
      for (const event of eventsOfMetadata(decided)) write(event)
    },
    noteCommand(outcome) {
      if ('updated' in outcome) return write(outcome.updated)
      metadata.notKept = outcome.notSaved
      write({ type: 'metadata', key: 'notKept', value: outcome.notSaved })
    },
    add(event) {
      message.add(event)
      if (event.type === 'metadata') Object.assign(metadata, { [event.key]: event.value })
      write(event)
      if (event.type === 'text-delta' && !hasText) {
        hasText = true
        log.flush()
        noteLoopDelay()
      }
      saver.noteGrowth(message.size())
    },
    async end(event, kept) {
      noteLoopDelay()
      await saver.stop()
      ended = { event, message, metadata, ...kept }
      await saveEnd(services, turn, ended)
      write(event)
      return observe(services, turn, event)
    },
    abandon: () => saver.stop(),
    refuse({ code, displayMessage }, chosen) {
      write(failedEvent(turn, chosen, { code, message: displayMessage, retryable: true }))
    },
    async fail(error, chosen) {
      await saver.stop()
      logError(error)
      const event = failedEvent(turn, chosen, notSaved)
      write(event)
      const status = observe(services, turn, event)
      log.close()
      const end = ended ?? { event, message, metadata: {}, steps: [] }
      await saveEnd(services, turn, end, failedSavePatienceMs).catch(logError)
      return status
    },
  }
}

type RecorderServices = Pick<Services, 'turns' | 'loopDelay' | 'telemetry'>

/**
 * The events that readers get for metadata. The prompt's figures are only sent if messages were
 * left out.
 */
function eventsOfMetadata({
  memories,
  memoryCache,
  prompt,
  files,
  cachedAt,
  route,
  leftOutServers,
}: TurnMetadata): AgentEvent[] {
  const events: AgentEvent[] = []
  if (memories) events.push({ type: 'memory-updated', recalled: memories })
  if (memoryCache) events.push({ type: 'metadata', key: 'memoryCache', value: memoryCache })
  if (prompt && prompt.leftOut > 0) events.push({ type: 'metadata', key: 'prompt', value: prompt })
  if (leftOutServers)
    events.push({ type: 'metadata', key: 'leftOutServers', value: leftOutServers })
  if (files) events.push({ type: 'metadata', key: 'files', value: files })
  if (cachedAt) events.push({ type: 'metadata', key: 'cachedAt', value: cachedAt })
  if (route) events.push({ type: 'metadata', key: 'route', value: route })
  return events
}

/** Reports the end of the turn to telemetry. */
function observe(
  { telemetry }: Pick<Services, 'telemetry'>,
  { agent, clock }: PreparedTurn,
  event: TerminalEvent,
): MessageStatus {
  const { status, statusReason } = terminalStatus(event)
  telemetry.turnEnded({
    agentId: agent.id,
    outcome: status,
    errorCode: status === 'error' ? (statusReason ?? 'unknown') : null,
    receivedAt: clock.receivedAt,
    timing: event.timing,
  })
  return status
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

type Failure = Pick<Extract<TerminalEvent, { type: 'error' }>, 'code' | 'message' | 'retryable'>

const notSaved: Failure = {
  code: 'not-saved',
  message: 'Lumos could not save this turn. Check the database and try again.',
  retryable: true,
}

function failedEvent(
  turn: PreparedTurn,
  chosen: ChosenModel | undefined,
  failure: Failure,
): TerminalEvent {
  return {
    type: 'error',
    ...failure,
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
