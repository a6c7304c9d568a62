import { setTimeout as sleep } from 'node:timers/promises'
import type { AgentEvent, AnswerSource } from '#lib/contracts/chat/agent-event.ts'
import type { Carried, ModelEvent, ModelRequest, PromptMessage } from '#lib/providers/model-port.ts'
import type { Tool } from '#lib/tools/tool.ts'
import type { ToolCall } from './call-tools.ts'
import type { FirstTokenClock } from './first-token-clock.ts'
import { gatherDeltas } from './gather-deltas.ts'
import type { RunInput } from './run-input.ts'
import { withoutRepetition } from './without-repetition.ts'

/** What one model call of a turn is made from. */
export interface Step {
  messages: PromptMessage[]
  /** The last step may call no tools. */
  isLast: boolean
  /** Milliseconds of the turn that earlier steps took. */
  spentMs: number
  /** Whether the turn has visible text so far. */
  hasText: boolean
  /** Addresses of the turn's sources so far; new ones are added. */
  sources: Set<string>
  firstToken: FirstTokenClock
}

type Ending = Extract<ModelEvent, { type: 'finish' | 'error' }>

export interface StepResult {
  ending: Ending
  text: string
  calls: ToolCall[]
  carried?: Carried
  /** Whether the turn has visible text by now. */
  hasText: boolean
}

/** One model call: yields its deltas, and returns how it ended with its text and tool calls. */
export async function* runStep(
  input: RunInput,
  step: Step,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, StepResult> {
  const { firstToken, sources } = step
  const request = requestOf(input, step)
  const calls: ToolCall[] = []
  let text = ''
  let hasText = step.hasText
  let carried: Carried | undefined
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
        hasText ||= isVisible
        // Text is repeated to the model with the tool results, so it is collected only if there are
        // tools.
        if (request.tools) text += event.delta
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
          text = ''
          hasText = false
          isVisible = false
          firstToken.textWasReasoning()
        }
        yield event
        break
      case 'source':
        yield* numbered(event.source, sources)
        break
      case 'file':
        yield { ...event, type: 'file-made' }
        break
      case 'carried':
        carried = event.carried
        break
      case 'tool-input':
        break
      case 'tool-call':
        calls.push(event)
        break
      default:
        return { ending: event, text, calls, hasText, ...(carried && { carried }) }
    }
  }
  const usage = { inputTokens: null, outputTokens: null }
  const ending: Ending = { type: 'finish', reason: 'cut-off', usage }
  return { ending, text, calls, hasText, ...(carried && { carried }) }
}

function requestOf(input: RunInput, step: Step): ModelRequest {
  const { messages, isLast, spentMs, hasText } = step
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
function numbered(source: AnswerSource, urls: Set<string>): AgentEvent[] {
  if (urls.has(source.url)) return []
  urls.add(source.url)
  return [{ type: 'source-found', source: { id: source.url, ...source } }]
}

/** Returns early, without an error, when the signal aborts. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const aborted = () => undefined
  await sleep(ms, undefined, { signal }).catch(aborted)
}

function asDefinition({ name, description, inputSchema }: Tool) {
  return { name, description, inputSchema }
}
