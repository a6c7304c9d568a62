import type { KeyUser } from '#lib/auth/key-reader.ts'
import type { AgentEvent, TerminalEvent } from '#lib/contracts/chat/agent-event.ts'
import type { StageClock } from '#lib/latency/stage-clock.ts'
import { terminalStatus } from '#lib/runs/event-encoder.ts'
import type { Services } from '../services.ts'
import {
  type ChunkHead,
  createChunkWriter,
  finishReasonOf,
  lumosOf,
  usageOf,
} from './completion-chunks.ts'
import type { CompletionRequest } from './completion-request.ts'
import { OpenAiError, runError } from './openai-error.ts'
import {
  type CompletionServices,
  type PreparedCompletion,
  prepareCompletion,
} from './prepare-completion.ts'

type AnswerServices = CompletionServices &
  Pick<Services, 'telemetry' | 'instanceId' | 'apiTurns' | 'background'>

export interface CompletionOptions {
  key: KeyUser
  request: CompletionRequest
  usesMemory: boolean
  clock: StageClock
  /** Aborts when the client disconnects, which also ends the provider's request. */
  signal: AbortSignal
}

/** Returns the whole answer at once. @throws OpenAiError if the model fails */
export async function complete(
  services: AnswerServices,
  options: CompletionOptions,
): Promise<object> {
  const prepared = await prepareCompletion(services, options)
  const message: { content: string | null; reasoning_content?: string; tool_calls?: object[] } = {
    content: '',
  }
  let reasoning = ''
  const calls: object[] = []
  for await (const event of prepared.events) {
    if (event.type === 'text-delta') message.content += event.delta
    else if (event.type === 'reasoning-delta') reasoning += event.delta
    else if (event.type === 'relabelled' && event.as === 'reasoning') {
      reasoning += message.content
      message.content = ''
    } else if (event.type === 'tool-call-started') calls.push(toolCallOf(event))
    if (!('timing' in event)) continue
    record(services, options, prepared, event)
    if (event.type !== 'generation-completed') throw stopped(event)
    return {
      ...headOf(prepared, options, 'chat.completion'),
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            ...message,
            ...(message.content === '' && calls.length > 0 && { content: null }),
            refusal: null,
            ...(reasoning && { reasoning_content: reasoning }),
            ...(calls.length > 0 && { tool_calls: calls }),
          },
          logprobs: null,
          finish_reason: finishReasonOf(event.finishReason),
        },
      ],
      usage: usageOf(event.usage),
      lumos: lumosOf(event.timing),
    }
  }
  throw new OpenAiError(502, 'The answer ended without a word.')
}

/**
 * A streamed answer. Waits until the model has begun to answer, so that an earlier failure can be
 * sent with its HTTP status.
 * @returns the frames of the stream
 * @throws OpenAiError if the model fails before its first output
 */
export async function streamCompletion(
  services: AnswerServices,
  options: CompletionOptions,
): Promise<{ turnId: string; frames: AsyncIterable<string> }> {
  const prepared = await prepareCompletion(services, options)
  const iterator = prepared.events[Symbol.asyncIterator]()
  for (;;) {
    const { value: first, done } = await iterator.next()
    if (done) throw new OpenAiError(502, 'The answer ended without a word.')
    if (first.type === 'error' || first.type === 'agent-stopped') {
      record(services, options, prepared, first)
      throw stopped(first)
    }
    if (!says(first)) continue
    return {
      turnId: prepared.turnId,
      frames: framesOf(services, options, prepared, first, iterator),
    }
  }
}

function says(event: AgentEvent): boolean {
  return 'delta' in event || 'timing' in event || event.type === 'tool-call-started'
}

async function* framesOf(
  services: AnswerServices,
  options: CompletionOptions,
  prepared: PreparedCompletion,
  first: AgentEvent,
  rest: AsyncIterator<AgentEvent>,
): AsyncGenerator<string> {
  const hasUsage = options.request.stream_options?.include_usage === true
  const write = createChunkWriter(headOf(prepared, options, ''), hasUsage)
  let calls = 0
  try {
    yield write.delta({ role: 'assistant', content: '', refusal: null })
    for (let event = first; ; ) {
      if (event.type === 'text-delta') yield write.text(event.delta)
      else if (event.type === 'reasoning-delta')
        yield write.delta({ reasoning_content: event.delta })
      else if (event.type === 'tool-call-started') {
        yield write.delta({ tool_calls: [{ index: calls, ...toolCallOf(event) }] })
        calls += 1
      } else if ('timing' in event) {
        record(services, options, prepared, event)
        return yield endOf(event, write, hasUsage)
      }
      const next = await rest.next()
      if (next.done) return
      event = next.value
    }
  } finally {
    await rest.return?.()
  }
}

function endOf(
  event: TerminalEvent,
  write: ReturnType<typeof createChunkWriter>,
  hasUsage: boolean,
): string {
  if (event.type !== 'generation-completed') {
    return `data: ${JSON.stringify(stopped(event).body)}\n\ndata: [DONE]\n\n`
  }
  const lumos = lumosOf(event.timing)
  const finish = write.finish(finishReasonOf(event.finishReason), hasUsage ? undefined : lumos)
  const usage = hasUsage ? write.usage(usageOf(event.usage), lumos) : ''
  return `${finish}${usage}data: [DONE]\n\n`
}

function stopped(event: TerminalEvent): OpenAiError {
  return event.type === 'error'
    ? runError(event)
    : new OpenAiError(503, 'The answer was stopped before its end.', { code: 'stopped' })
}

function toolCallOf(event: Extract<AgentEvent, { type: 'tool-call-started' }>): object {
  const { toolCallId: id, toolName: name, input } = event
  return { id, type: 'function', function: { name, arguments: JSON.stringify(input ?? {}) } }
}

const msPerSecond = 1_000

function headOf(
  { turnId }: PreparedCompletion,
  { request, clock }: CompletionOptions,
  object: string,
): ChunkHead & { object: string } {
  const created = Math.floor(clock.receivedAt / msPerSecond)
  return { id: `chatcmpl-${turnId}`, object, created, model: request.model }
}

/** Counts the turn and stores its trace, after the answer. */
function record(
  { telemetry, instanceId, apiTurns, background }: AnswerServices,
  { key, clock }: CompletionOptions,
  { turnId, agent }: PreparedCompletion,
  event: TerminalEvent,
): void {
  const { status, statusReason = null } = terminalStatus(event)
  telemetry.turnEnded({
    agentId: agent?.id ?? 'api',
    outcome: status,
    errorCode: status === 'error' ? (statusReason ?? 'unknown') : null,
    receivedAt: clock.receivedAt,
    timing: event.timing,
  })
  const stored = apiTurns.save({
    ...{ turnId, instanceId, userId: key.user.id, agentId: agent?.id ?? null },
    startedAt: new Date(clock.receivedAt).toISOString(),
    outcome: status,
    outcomeReason: statusReason,
    timing: event.timing,
    metadata: {
      keyId: key.keyId,
      ...(event.timing.costUsd !== undefined && { costUsd: event.timing.costUsd }),
    },
  })
  background.add(stored)
}
