import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import type {
  APICallError,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider'
import type { FinishReason, TokenUsage } from '#lib/contracts/agent-event.ts'
import { asAiSdkPrompt } from './ai-sdk-prompt.ts'
import { createDeltaCollector } from './completions/delta-collector.ts'
import { parseArguments } from './completions/tool-call-collector.ts'
import { httpFailure, networkFailure, streamFailure } from './failures/failure.ts'
import { providerWords } from './failures/provider-words.ts'
import type { ModelEvent, ModelFailure, ModelRequest, StreamModel } from './model-port.ts'
import { type ProviderConnection, secretsOf } from './network/connection.ts'
import { guardedFetch } from './network/guarded-fetch.ts'

/** The AI SDK's model of a provider; redirects are refused, connections are ours. */
export function createAiSdkModel(
  connection: ProviderConnection,
  modelName: string,
): LanguageModelV4 {
  const options = {
    baseURL: connection.baseUrl,
    apiKey: connection.apiKey ?? 'none',
    headers: connection.headers,
    fetch: guardedFetch(connection.dispatcher, secretsOf(connection)),
  }
  switch (connection.kind) {
    case 'anthropic':
      return createAnthropic(options)(modelName)
    case 'google':
      return createGoogleGenerativeAI(options)(modelName)
    case 'openai-compatible':
      return createOpenAI(options).chat(modelName)
    case 'openai':
      return createOpenAI(options).responses(modelName)
  }
}

/** Any AI SDK language model behind our port. */
export function createAiSdkAdapter(
  findModel: (modelName: string) => LanguageModelV4,
  secrets: string[],
): StreamModel {
  return async function* streamModel(request, signal) {
    try {
      const { stream } = await findModel(request.model).doStream(callOptions(request, signal))
      yield { type: 'connected' }
      yield* readParts(stream, secrets, signal)
    } catch (error) {
      if (!signal.aborted) yield { type: 'error', failure: asFailure(error, secrets) }
    }
  }
}

async function* readParts(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  secrets: string[],
  signal: AbortSignal,
): AsyncGenerator<ModelEvent> {
  const deltas = createDeltaCollector({ hasThinkTags: false })
  // Held until the answer is whole: one that fails may be asked of another model, which calls again.
  const calls: ModelEvent[] = []
  let ending: ModelEvent = {
    type: 'finish',
    reason: 'cut-off',
    usage: { inputTokens: null, outputTokens: null },
  }
  try {
    for await (const part of stream) {
      if (signal.aborted) return
      if (part.type === 'text-delta') deltas.addText(part.delta)
      if (part.type === 'reasoning-delta') deltas.addReasoning(part.delta)
      yield* deltas.take()
      if (part.type === 'tool-input-delta') yield { type: 'tool-input' }
      if (part.type === 'tool-call' && !part.providerExecuted) calls.push(asToolCall(part))
      if (part.type === 'finish') {
        const reason = finishReasons[part.finishReason.unified]
        ending = { type: 'finish', reason, usage: asUsage(part.usage) }
      }
      if (part.type === 'error') {
        ending = { type: 'error', failure: asFailure(part.error, secrets) }
        break
      }
    }
  } catch (error) {
    if (signal.aborted) return
    ending = { type: 'error', failure: asFailure(error, secrets) }
  }
  yield* deltas.rest()
  if (ending.type === 'finish' && (ending.reason === 'tool-calls' || ending.reason === 'stop'))
    yield* calls
  // The connection is in its pool again then, and the next step need not open one.
  if (calls.length > 0) await nextLoopTurn()
  yield ending
}

function asToolCall(part: Extract<LanguageModelV4StreamPart, { type: 'tool-call' }>): ModelEvent {
  const { toolCallId, toolName, input } = part
  return { type: 'tool-call', id: toolCallId, name: toolName, ...parseArguments(input) }
}

const finishReasons: Record<
  Extract<LanguageModelV4StreamPart, { type: 'finish' }>['finishReason']['unified'],
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

function callOptions(request: ModelRequest, abortSignal: AbortSignal): LanguageModelV4CallOptions {
  const { messages, tools, temperature, maxOutputTokens } = request
  return {
    prompt: asAiSdkPrompt(messages),
    abortSignal,
    ...(temperature !== undefined && { temperature }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(tools && { tools: tools.map((tool) => ({ type: 'function' as const, ...tool })) }),
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

/** The SDK's call errors carry status and body; all else is the network or the provider's words. */
function asFailure(error: unknown, secrets: string[]): ModelFailure {
  if (!(error instanceof Error)) return streamFailure(error, secrets)
  const { statusCode, responseBody, responseHeaders } = error as Partial<APICallError>
  if (statusCode !== undefined && statusCode >= 300) {
    const body = responseBody || JSON.stringify({ message: error.message })
    return httpFailure(statusCode, responseHeaders?.['retry-after'] ?? null, body, secrets)
  }
  const failure = networkFailure(error, secrets)
  // What the SDK itself makes of an answer has no code of the network's.
  const isNetwork = hasCode(error) || failure.code !== 'provider-unreachable'
  if (isNetwork && !/^AI_(?!APICallError)/.test(error.name)) return failure
  const words = providerWords(error.message, secrets, 200)
  const message = `The provider’s answer could not be read: ${words}`
  return { code: 'provider-bad-response', message, retryable: true }
}

function hasCode(error: Error): boolean {
  return 'code' in error || (error.cause instanceof Error && hasCode(error.cause))
}
