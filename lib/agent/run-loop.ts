import { setTimeout as sleep } from 'node:timers/promises'
import type { ReasoningEffort, StreamingSettings } from '#lib/contracts/agent.ts'
import type {
  AgentEvent,
  AnswerSource,
  FinishReason,
  TokenUsage,
} from '#lib/contracts/agent-event.ts'
import type { TurnTiming } from '#lib/contracts/timing.ts'
import type { StageClock } from '#lib/latency/stage-clock.ts'
import type {
  Carried,
  ModelEvent,
  ModelRequest,
  PromptMessage,
  StreamModel,
  ToolDefinition,
} from '#lib/providers/model-port.ts'
import type { AttemptLog } from '#lib/providers/wrappers/attempt-log.ts'
import { callTools, mostCalls, type ToolCall } from './call-tools.ts'
import { createFirstTokenClock, type FirstTokenClock } from './first-token-clock.ts'
import { gatherDeltas } from './gather-deltas.ts'
import type { Tool } from './tools.ts'
import { withoutRepetition } from './without-repetition.ts'

/**
 * The largest number of model calls in a turn. The last one gets no tools, so the turn ends in
 * text.
 */
const maxSteps = 8

export interface RunInput {
  turnId: string
  /** `provider/model` of the model that is asked first. */
  model: string
  /** The model that the turn is addressed to, if it is not `model`. */
  requestedModel?: string
  attempts: AttemptLog
  streamModel: StreamModel
  messages: PromptMessage[]
  /** The beginning of an answer that is continued; else empty. */
  prefixText: string
  /** Recorded in the trace. */
  memory?: TurnTiming['memory']
  tools: Tool[]
  /** Tools that the caller runs itself: the turn ends with their calls. */
  callersTools?: ToolDefinition[]
  temperature?: number
  maxOutputTokens?: number
  reasoningEffort?: ReasoningEffort
  extraBody?: Record<string, unknown>
  /** Whether `streamModel` replays a cached answer; undefined without an answer cache. */
  cache?: 'hit' | 'miss'
  streaming: Pick<StreamingSettings, 'bufferChars' | 'deltaDelayMs'>
  clock: StageClock
}

/**
 * Runs an agent for one turn: model, tools, model, … Ends with exactly one terminal event and
 * never throws. Aborting the signal stops the model's request and ends with `agent-stopped`.
 */
export async function* runAgent(input: RunInput, signal: AbortSignal): AsyncGenerator<AgentEvent> {
  const firstToken = createFirstTokenClock(input.clock)
  const messages = [...input.messages]
  const usage: TokenUsage = { inputTokens: null, outputTokens: null }
  const timing = () => turnTiming(input, firstToken, usage)
  const startedMs = input.clock.elapsedMs()
  const toolMs: Record<string, number> = {}

  const turn = { hasText: input.prefixText !== '', sources: new Set<string>() }
  for (let step = 1; ; step += 1) {
    const answer: StepAnswer = { text: '', calls: [] }
    const place = { isLast: step === maxSteps, spentMs: input.clock.elapsedMs() - startedMs }
    const ending = yield* streamStep(input, messages, place, turn, answer, firstToken, signal)
    firstToken.end()
    if (signal.aborted) {
      const reason = signal.reason === 'shutdown' ? 'shutdown' : 'user'
      return yield { type: 'agent-stopped', reason, timing: timing() }
    }
    if (ending.type === 'error') {
      const { code, message, retryable } = ending.failure
      return yield { type: 'error', code, message, retryable, timing: timing() }
    }
    addUsage(usage, ending.usage)
    yield { type: 'step-completed', finishReason: ending.reason, usage: ending.usage }
    if (ending.words) yield { type: 'metadata', key: 'finishWords', value: ending.words }

    const callersNames = new Set(input.callersTools?.map(({ name }) => name))
    if (answer.calls.some(({ name }) => callersNames.has(name))) {
      for (const call of answer.calls) {
        const { id: toolCallId, name: toolName } = call
        yield { type: 'tool-call-started', toolCallId, toolName, input: call.input }
      }
      return yield {
        type: 'generation-completed',
        finishReason: 'tool-calls',
        usage,
        timing: timing(),
      }
    }
    const goesOn = answer.calls.length > 0 || ending.reason === 'paused'
    if (!goesOn || place.isLast) {
      const finishReason: FinishReason = place.isLast ? 'step-limit' : ending.reason
      return yield { type: 'generation-completed', finishReason, usage, timing: timing() }
    }
    // Further calls are neither run nor shown, and the model is not told that it asked for them.
    const calls = answer.calls.slice(0, mostCalls)
    const isWhole = calls.length === answer.calls.length
    messages.push({
      role: 'assistant',
      content: answer.text,
      ...(calls.length > 0 && { toolCalls: calls.map(asPromptCall) }),
      ...(answer.carried && isWhole && { carried: answer.carried }),
    })
    messages.push(...(yield* callTools(input.tools, calls, signal, toolMs)))
  }
}

interface StepAnswer {
  text: string
  calls: ToolCall[]
  carried?: Carried
}

type Ending = Extract<ModelEvent, { type: 'finish' | 'error' }>

/** One model call. Yields its deltas, collects text and tool calls, and returns how it ended. */
async function* streamStep(
  input: RunInput,
  messages: PromptMessage[],
  { isLast, spentMs }: { isLast: boolean; spentMs: number },
  turn: { hasText: boolean; sources: Set<string> },
  answer: StepAnswer,
  firstToken: FirstTokenClock,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, Ending> {
  const request = requestOf(input, messages, { isLast, spentMs }, turn.hasText)
  firstToken.requestSent()
  const { bufferChars, deltaDelayMs } = input.streaming
  const source = input.streamModel(request, signal)
  const fresh = input.prefixText === '' ? source : withoutRepetition(source, input.prefixText)
  const events = bufferChars > 1 ? gatherDeltas(fresh, bufferChars, firstToken.textArrived) : fresh
  let isVisible = false
  for await (const event of events) {
    switch (event.type) {
      case 'text-delta':
        // Models may begin with blank lines, which are invisible.
        isVisible ||= /\S/.test(event.delta)
        if (isVisible) firstToken.textArrived()
        turn.hasText ||= isVisible
        // Text is repeated to the model with the tool results, so it is collected only if there are
        // tools.
        if (request.tools) answer.text += event.delta
        yield event
        // The consumer pulls the next event after it has flushed this delta.
        firstToken.textFlushed(event.chunks, isVisible)
        if (deltaDelayMs > 0) await pause(deltaDelayMs, signal)
        break
      case 'reasoning-delta':
        firstToken.reasoningArrived(event.chunks)
        yield event
        break
      case 'connected':
        firstToken.connected(event.connection)
        if (event.without) yield { type: 'metadata', key: 'withoutTools', value: true }
        break
      case 'relabelled':
        if (event.as === 'reasoning') {
          answer.text = ''
          turn.hasText = false
          isVisible = false
          firstToken.textWasReasoning()
        }
        yield event
        break
      case 'source':
        yield* numbered(event.source, turn.sources)
        break
      case 'file':
        yield { ...event, type: 'file-made' }
        break
      case 'carried':
        answer.carried = event.carried
        break
      case 'tool-input':
        break
      case 'tool-call':
        answer.calls.push(event)
        break
      default:
        return event
    }
  }
  return { type: 'finish', reason: 'cut-off', usage: { inputTokens: null, outputTokens: null } }
}

function requestOf(
  input: RunInput,
  messages: PromptMessage[],
  { isLast, spentMs }: { isLast: boolean; spentMs: number },
  hasText: boolean,
): ModelRequest {
  const tools = [...input.tools.map(asDefinition), ...(input.callersTools ?? [])]
  return {
    model: input.model,
    messages,
    spentMs,
    temperature: input.temperature,
    maxOutputTokens: input.maxOutputTokens,
    reasoningEffort: input.reasoningEffort,
    extraBody: input.extraBody,
    mayBeEmpty: hasText,
    ...(tools.length > 0 && { tools }),
    ...(isLast && { toolChoice: 'none' as const }),
  }
}

/** Numbers a source that is new in this turn. */
function numbered(source: AnswerSource, known: Set<string>): AgentEvent[] {
  if (known.has(source.url)) return []
  known.add(source.url)
  return [{ type: 'source-found', source: { id: `source-${known.size}`, ...source } }]
}

/** Returns early, without an error, when the signal aborts. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const aborted = () => undefined
  await sleep(ms, undefined, { signal }).catch(aborted)
}

function asDefinition({ name, description, inputSchema }: Tool) {
  return { name, description, inputSchema }
}

function asPromptCall(call: ToolCall) {
  return { id: call.id, name: call.name, arguments: JSON.stringify(call.input ?? {}) }
}

function addUsage(total: TokenUsage, step: TokenUsage) {
  const add = (a: number | null | undefined, b: number | null | undefined) =>
    b == null ? (a ?? null) : (a ?? 0) + b
  total.inputTokens = add(total.inputTokens, step.inputTokens)
  total.outputTokens = add(total.outputTokens, step.outputTokens)
  if (step.cachedTokens !== undefined)
    total.cachedTokens = (total.cachedTokens ?? 0) + step.cachedTokens
  if (step.costUsd !== undefined) total.costUsd = (total.costUsd ?? 0) + step.costUsd
}

function turnTiming(input: RunInput, firstToken: FirstTokenClock, usage: TokenUsage): TurnTiming {
  const connection = firstToken.connection()
  return {
    turnId: input.turnId,
    ttfbMs: firstToken.ttfbMs(),
    ...(firstToken.reasoningMs() !== undefined && { reasoningMs: firstToken.reasoningMs() }),
    totalMs: input.clock.elapsedMs(),
    stages: input.clock.stages(),
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    ...(usage.cachedTokens !== undefined && { cachedTokens: usage.cachedTokens }),
    ...(usage.costUsd !== undefined && { costUsd: usage.costUsd }),
    ...(connection && { connection }),
    tokensPerSecond: firstToken.tokensPerSecond(usage.outputTokens),
    ...(input.cache && { cache: input.cache }),
    ...(input.memory && { memory: input.memory }),
    ...servedModel(input),
  }
}

function servedModel({ model: first, requestedModel = first, attempts: log }: RunInput) {
  const attempts = log.attempts()
  const model = log.answeredBy() ?? attempts.at(-1)?.model ?? first
  return {
    model,
    ...(model !== requestedModel && { requestedModel }),
    ...(attempts.some(({ role }) => role === 'hedge') && { hedged: true }),
    ...(attempts.some(({ role }) => role !== 'first') && { attempts }),
  }
}
