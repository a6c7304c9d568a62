import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { ModelRequest, StreamModel } from '../model-port.ts'
import {
  createTraitsBook,
  effortFor,
  fitRequest,
  learnRefusal,
  type ModelTraits,
} from '../model-traits.ts'
import { type ProviderConnection, secretsOf } from '../network/connection.ts'
import { type Exchange, guardedFetch } from '../network/guarded-fetch.ts'
import { asAiSdkPrompt, carriedItems } from './ai-sdk-prompt.ts'
import { createAnthropicRepair } from './anthropic-events.ts'
import { withCacheMarks } from './cache-marks.ts'
import { withCarriedItems } from './carried-items.ts'
import { createPartReader } from './part-reader.ts'
import { createResponsesRepair } from './responses-events.ts'
import { sdkFailure } from './sdk-failure.ts'

/** The AI SDK's model over the provider's own connections; redirects are refused. */
function createAiSdkModel(
  connection: ProviderConnection,
  modelName: string,
  exchange: Exchange = {},
): LanguageModelV4 {
  const [baseURL = '', query] = connection.baseUrl.split('?', 2)
  const send = guardedFetch(connection.dispatcher, secretsOf(connection), exchange)
  const options = {
    baseURL,
    apiKey: connection.apiKey ?? 'none',
    headers: connection.headers,
    fetch: query ? withQuery(send, query) : send,
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

/** Adds the base URL's query, which SDKs drop. */
function withQuery(send: typeof fetch, query: string): typeof fetch {
  return (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    return send(`${url}${url.includes('?') ? '&' : '?'}${query}`, init)
  }
}

/** Adapts a provider that is reached through an AI SDK to `StreamModel`. */
export function createAiSdkAdapter(connection: ProviderConnection): StreamModel {
  const secrets = secretsOf(connection)
  const traitsOf = createTraitsBook()

  return async function* streamModel(request, signal) {
    const traits = traitsOf(request.model)
    const maker = `${connection.kind} ${connection.baseUrl} ${request.model}`
    for (;;) {
      const fitted = fitRequest(request, traits)
      const isWithoutTools = fitted.tools === undefined && request.tools !== undefined
      const { exchange, items } = createExchange(connection, fitted, maker)
      const model = createAiSdkModel(connection, request.model, exchange)
      try {
        const options = callOptions(connection, fitted, traits, maker, signal)
        const { stream } = await model.doStream(options)
        yield { type: 'connected', ...(isWithoutTools && { without: 'tools' as const }) }
        const reader = createPartReader({
          secrets,
          maker,
          items,
          mayBeEmpty: request.mayBeEmpty ?? false,
        })
        return yield* reader.read(stream, signal)
      } catch (error) {
        if (signal.aborted) return
        const failure = sdkFailure(error, secrets)
        if (!learnRefusal(traits, failure, fitted)) return yield { type: 'error', failure }
      }
    }
  }
}

/** Adds what the SDK lacks: the agent's extra fields, and tolerance of non-standard events. */
function createExchange({ kind }: ProviderConnection, request: ModelRequest, maker: string) {
  const { extraBody } = request
  const responses = kind === 'openai' ? createResponsesRepair() : undefined
  const steps = responses ? carriedItems(request.messages, maker) : []
  const isChanged = extraBody !== undefined || steps.length > 0
  const repair = responses ?? (kind === 'anthropic' ? createAnthropicRepair() : undefined)
  const exchange: Exchange = {
    ...(repair && { repair }),
    ...(isChanged && {
      changeBody: (body) => ({ ...withCarriedItems(body, steps), ...extraBody }),
    }),
  }
  return { exchange, items: responses?.items }
}

function callOptions(
  { kind }: ProviderConnection,
  request: ModelRequest,
  traits: ModelTraits,
  maker: string,
  abortSignal: AbortSignal,
): LanguageModelV4CallOptions {
  const { messages, tools, toolChoice, temperature, maxOutputTokens, reasoningEffort } = request
  const effort = reasoningEffort && effortFor(reasoningEffort, traits)
  const prompt = asAiSdkPrompt(messages, maker)
  return {
    prompt: kind === 'anthropic' ? withCacheMarks(prompt) : prompt,
    abortSignal,
    ...(temperature !== undefined && { temperature }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(effort && { reasoning: effort as LanguageModelV4CallOptions['reasoning'] }),
    ...(tools && { tools: tools.map((tool) => ({ type: 'function' as const, ...tool })) }),
    ...(tools && toolChoice && { toolChoice: { type: toolChoice } }),
    // Reasoning is sent back as received, so that the provider need not store it.
    providerOptions: {
      openai: { store: false, ...(effort && effort !== 'none' && { reasoningSummary: 'auto' }) },
      ...(effort && effort !== 'none' && { google: { thinkingConfig: { includeThoughts: true } } }),
    },
  }
}
