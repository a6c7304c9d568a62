import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider'
import type { FinishReason, TokenUsage } from '#lib/contracts/agent-event.ts'
import { asAiSdkPrompt } from './ai-sdk-prompt.ts'
import { createTextCleaner } from './clean-text.ts'
import type { ProviderConnection } from './connection.ts'
import { httpFailure, networkFailure, streamFailure } from './failure.ts'
import { guardedFetch } from './guarded-fetch.ts'
import type { ModelEvent, ModelFailure, ModelRequest, StreamModel } from './model-port.ts'
import { isRecord } from './provider-words.ts'

/** The AI SDK's model of a provider; redirects are refused, connections are ours. */
export function createAiSdkModel(
  connection: ProviderConnection,
  modelName: string,
): LanguageModelV4 {
  const options = {
    baseURL: connection.baseUrl,
    apiKey: connection.apiKey ?? 'none',
    headers: connection.headers,
    fetch: guardedFetch(connection.dispatcher),
  }
  switch (connection.kind) {
    case 'anthropic':
      return createAnthropic(options)(modelName)
    case 'google':
      return createGoogleGenerativeAI(options)(modelName)
    default:
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
  const answer = createTextCleaner()
  const thoughts = createTextCleaner()
  for await (const part of stream) {
    if (signal.aborted) return
    if (part.type === 'text-delta') {
      const delta = answer.clean(part.delta)
      if (delta) yield { type: 'text-delta', delta }
    } else if (part.type === 'reasoning-delta') {
      const delta = thoughts.clean(part.delta)
      if (delta) yield { type: 'reasoning-delta', delta }
    } else if (part.type === 'tool-call' && !part.providerExecuted) {
      yield {
        type: 'tool-call',
        id: part.toolCallId,
        name: part.toolName,
        ...parseInput(part.input),
      }
    } else if (part.type === 'error') {
      return yield { type: 'error', failure: asFailure(part.error, secrets) }
    } else if (part.type === 'finish') {
      const reason = finishReasons[part.finishReason.unified]
      return yield { type: 'finish', reason, usage: asUsage(part.usage) }
    }
  }
  yield { type: 'finish', reason: 'cut-off', usage: { inputTokens: null, outputTokens: null } }
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

function parseInput(text: string): { input: unknown; inputError?: string } {
  try {
    return { input: text.trim() === '' ? {} : JSON.parse(text) }
  } catch (error) {
    return { input: undefined, inputError: error instanceof Error ? error.message : String(error) }
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
  if (isRecord(error) && typeof error.statusCode === 'number') {
    const headers = isRecord(error.responseHeaders) ? error.responseHeaders : {}
    const retryAfter = typeof headers['retry-after'] === 'string' ? headers['retry-after'] : null
    return httpFailure(error.statusCode, retryAfter, String(error.responseBody ?? ''), secrets)
  }
  return error instanceof Error ? networkFailure(error, secrets) : streamFailure(error, secrets)
}
