import { setTimeout as sleep } from 'node:timers/promises'
import type { StreamingSettings } from '#lib/contracts/agent.ts'
import type { AgentEvent, FinishReason, TokenUsage } from '#lib/contracts/agent-event.ts'
import type { TurnTiming } from '#lib/contracts/timing.ts'
import type { StageClock } from '#lib/latency/stage-clock.ts'
import type {
  ModelEvent,
  ModelRequest,
  PromptMessage,
  StreamModel,
} from '#lib/providers/model-port.ts'
import type { AttemptLog } from '#lib/providers/wrappers/attempt-log.ts'
import { callTools, type ToolCall } from './call-tools.ts'
import { createFirstTokenClock, type FirstTokenClock } from './first-token-clock.ts'
import { gatherDeltas } from './gather-deltas.ts'
import type { Tool } from './tools.ts'
import { withoutRepetition } from './without-repetition.ts'

/** Model calls in one turn, at most: a model that calls tools for ever is stopped here. */
const maxSteps = 8

export interface RunInput {
  turnId: string
  /** `provider/model` that is asked first. */
  model: string
  /** What was to answer, where that is not `model`. */
  requestedModel?: string
  attempts: AttemptLog
  streamModel: StreamModel
  messages: PromptMessage[]
  /** The beginning of the answer, when it is gone on with; else empty. */
  prefixText: string
  /** For the trace. */
  memory?: TurnTiming['memory']
  tools: Tool[]
  temperature?: number
  maxOutputTokens?: number
  /** Does `streamModel` replay an answer that was kept? Undefined without an answer cache. */
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

  for (let step = 1; ; step += 1) {
    const answer = { text: '', calls: [] as ToolCall[] }
    const spentMs = step > 1 ? input.clock.elapsedMs() - startedMs : 0
    const ending = yield* streamStep(input, messages, spentMs, answer, firstToken, signal)
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

    const mayCallTools = answer.calls.length > 0 && step < maxSteps
    if (!mayCallTools) {
      const finishReason: FinishReason = answer.calls.length > 0 ? 'tool-calls' : ending.reason
      return yield { type: 'generation-completed', finishReason, usage, timing: timing() }
    }
    messages.push({
      role: 'assistant',
      content: answer.text,
      toolCalls: answer.calls.map(asPromptCall),
    })
    messages.push(...(yield* callTools(input.tools, answer.calls, signal)))
  }
}

type Ending = Extract<ModelEvent, { type: 'finish' | 'error' }>

/** One model call. Passes its deltas on, collects text and tool calls, returns how it ended. */
async function* streamStep(
  input: RunInput,
  messages: PromptMessage[],
  spentMs: number,
  answer: { text: string; calls: ToolCall[] },
  firstToken: FirstTokenClock,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, Ending> {
  const request: ModelRequest = {
    model: input.model,
    messages,
    spentMs,
    temperature: input.temperature,
    maxOutputTokens: input.maxOutputTokens,
    ...(input.tools.length > 0 && { tools: input.tools.map(asDefinition) }),
  }
  firstToken.requestSent()
  const { bufferChars, deltaDelayMs } = input.streaming
  const source = input.streamModel(request, signal)
  const fresh = input.prefixText === '' ? source : withoutRepetition(source, input.prefixText)
  const events = bufferChars > 1 ? gatherDeltas(fresh, bufferChars, firstToken.textArrived) : fresh
  let isVisible = false
  for await (const event of events) {
    switch (event.type) {
      case 'text-delta':
        // Models may begin with blank lines, which nobody sees.
        isVisible ||= /\S/.test(event.delta)
        if (isVisible) firstToken.textArrived()
        // Said again to the model after its tools' results; without tools nobody asks for it.
        if (request.tools) answer.text += event.delta
        yield event
        // The consumer pulls again once it has flushed the delta.
        firstToken.textFlushed(event.chunks, isVisible)
        if (deltaDelayMs > 0) await pause(deltaDelayMs, signal)
        break
      case 'reasoning-delta':
        firstToken.reasoningArrived(event.chunks)
        yield event
        break
      case 'connected':
        firstToken.connected(event.connection)
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

/** Ends early, without an error, when the signal aborts. */
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
