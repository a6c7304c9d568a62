import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import type { LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider'
import type { FinishReason, TokenUsage } from '#lib/contracts/chat/agent-event.ts'
import { isRecord } from '#lib/contracts/is-record.ts'
import { createSourceCollector, imageEvent } from '../completions/chunk-sources.ts'
import { createDeltaCollector } from '../completions/delta-collector.ts'
import { parseArguments } from '../completions/tool-call-collector.ts'
import { emptyAnswer } from '../failures/empty-answer.ts'
import { providerWords } from '../failures/provider-words.ts'
import type { ModelEvent, ModelFailure } from '../model-port.ts'
import { createCarriedContent } from './carried-content.ts'
import { createPartBorders } from './part-borders.ts'
import { sdkFailure } from './sdk-failure.ts'

type Part = LanguageModelV4StreamPart
type Finish = Extract<ModelEvent, { type: 'finish' }>

export interface PartReaderOptions {
  secrets: string[]
  maker: string
  /** Output items as the Responses API sent them. */
  items: (() => Record<string, unknown>[]) | undefined
  mayBeEmpty: boolean
}

const unfinished: Finish = {
  type: 'finish',
  reason: 'cut-off',
  usage: { inputTokens: null, outputTokens: null },
}

/** Converts the AI SDK's parts of one answer to model events. */
export function createPartReader(options: PartReaderOptions) {
  const { secrets } = options
  const deltas = createDeltaCollector({ hasMarks: false, isReasoningFirst: false, tools: [] })
  const sources = createSourceCollector()
  const carried = createCarriedContent()
  const borders = createPartBorders()
  // Emitted only when the answer is complete: after a failure another model may answer and make its
  // own calls.
  const calls: ModelEvent[] = []
  const images = createImages()
  let ending: ModelEvent = unfinished

  /** @returns events other than deltas */
  const readPart = (part: Part): ModelEvent[] => {
    carried.add(part)
    borders.read(part)
    switch (part.type) {
      case 'text-delta':
        deltas.addText(borders.before('text', part.id, part.delta) + part.delta)
        return []
      case 'reasoning-delta':
        deltas.addReasoning(borders.before('reasoning', part.id, part.delta) + part.delta)
        return []
      case 'tool-input-delta':
        return [{ type: 'tool-input' }]
      case 'tool-call':
        if (!part.providerExecuted) calls.push(asToolCall(part))
        return []
      case 'source':
        if (part.sourceType === 'url') sources.add(part.url, part.title)
        return sources.take()
      case 'file':
      case 'tool-result':
        return images.add(fileOf(part))
      case 'finish':
        ending = asFinish(part, secrets)
        return []
      case 'error':
        ending = { type: 'error', failure: sdkFailure(part.error, secrets) }
        return []
      default:
        return []
    }
  }
  const last = (): ModelEvent[] => {
    const rest = deltas.rest()
    if (ending.type !== 'finish') return [...rest, ending]
    const isSaid = deltas.hasText() || images.has() || options.mayBeEmpty
    const failure = isSaid ? undefined : emptyAnswer(ending.reason, deltas.hasReasoning())
    return [
      ...rest,
      ...endingOf(ending, calls, failure, () => carriedEvent(options, carried.value())),
    ]
  }

  return {
    async *read(stream: ReadableStream<Part>, signal: AbortSignal): AsyncGenerator<ModelEvent> {
      try {
        for await (const part of stream) {
          if (signal.aborted) return
          const events = readPart(part)
          yield* deltas.take()
          yield* events
          if (part.type === 'error') break
        }
      } catch (error) {
        if (signal.aborted) return
        ending = { type: 'error', failure: sdkFailure(error, secrets) }
      }
      // Waits until the connection is back in the pool, so that the next step can reuse it.
      if (calls.length > 0) await nextLoopTurn()
      yield* last()
    },
  }
}

function createImages() {
  let hasAny = false
  return {
    has: () => hasAny,
    add(event: ModelEvent | undefined): ModelEvent[] {
      hasAny ||= event !== undefined
      return event ? [event] : []
    },
  }
}

/** A generated image, from a file part or from the result of the provider's own tool. */
function fileOf(part: Extract<Part, { type: 'file' | 'tool-result' }>): ModelEvent | undefined {
  if (part.type === 'file') {
    const data = part.data.type === 'data' ? part.data.data : ''
    const text = typeof data === 'string' ? data : Buffer.from(data).toString('base64')
    return text === '' ? undefined : imageEvent(`data:${part.mediaType};base64,${text}`)
  }
  const image = isRecord(part.result) ? part.result.result : undefined
  const isImage = typeof image === 'string' && !part.preliminary && image.length > 100
  return isImage ? imageEvent(`data:image/png;base64,${image}`) : undefined
}

/** Tool calls and the finish event, or the error of an answer without text and calls. */
function endingOf(
  finish: Finish,
  calls: ModelEvent[],
  failure: ModelFailure | undefined,
  carried: () => ModelEvent[],
): ModelEvent[] {
  const said = callable.has(finish.reason) ? calls : []
  if (failure && said.length === 0) return [{ type: 'error', failure }]
  const isCarried = said.length > 0 || finish.reason === 'paused'
  return [...(isCarried ? carried() : []), ...said, finish]
}

const callable = new Set<FinishReason>(['tool-calls', 'stop', 'paused'])

function carriedEvent({ maker, items }: PartReaderOptions, content: unknown): ModelEvent[] {
  const sent = items?.() ?? []
  if (!content && sent.length === 0) return []
  const value = {
    ...(content !== undefined && { content }),
    ...(sent.length > 0 && { items: sent }),
  }
  return [{ type: 'carried', carried: { maker, value } }]
}

function asToolCall(part: Extract<Part, { type: 'tool-call' }>): ModelEvent {
  const { toolCallId, toolName, input } = part
  return { type: 'tool-call', id: toolCallId, name: toolName, ...parseArguments(input) }
}

const finishReasons: Record<
  Extract<Part, { type: 'finish' }>['finishReason']['unified'],
  FinishReason
> = {
  stop: 'stop',
  length: 'length',
  'content-filter': 'content-filter',
  'tool-calls': 'tool-calls',
  error: 'cut-off',
  interrupted: 'cut-off',
  other: 'cut-off',
}

function asFinish(part: Extract<Part, { type: 'finish' }>, secrets: string[]): Finish {
  const { unified, raw } = part.finishReason
  const details = part.providerMetadata?.anthropic?.stopDetails
  const words = isRecord(details) ? (details.explanation ?? details.category) : undefined
  return {
    type: 'finish',
    // Claude paused a long turn of server-side tools; it continues with the next request.
    reason: raw === 'pause_turn' ? 'paused' : finishReasons[unified],
    usage: asUsage(part.usage),
    ...(typeof words === 'string' && { words: providerWords(words, secrets) }),
  }
}

function asUsage({ inputTokens, outputTokens }: LanguageModelV4Usage): TokenUsage {
  const { cacheRead } = inputTokens
  return {
    inputTokens: inputTokens.total ?? null,
    outputTokens: outputTokens.total ?? null,
    ...(cacheRead !== undefined && { cachedTokens: cacheRead }),
  }
}
