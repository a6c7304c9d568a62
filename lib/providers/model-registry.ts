import type { Dispatcher } from 'undici'
import type { DeadlineSettings } from '#lib/contracts/agent.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { parseModelId } from '#lib/contracts/model.ts'
import type { ProviderKind } from '#lib/contracts/provider.ts'
import type { ProxySettings } from '#lib/env.ts'
import { createOpenAiCompatible } from './completions/openai-compatible.ts'
import type { ModelEvent, StreamModel } from './model-port.ts'
import { createPoolFor, type ProviderConnection } from './network/connection.ts'
import { isOllama } from './network/load-model.ts'
import { createAiSdkAdapter } from './sdk/ai-sdk.ts'
import { withDeadlines } from './wrappers/deadlines.ts'
import { withRetry } from './wrappers/retry.ts'
import { createRightOfWay, type RightOfWay } from './wrappers/right-of-way.ts'

/** A provider as the registry needs it, with its key opened. */
export interface ProviderDefinition {
  slug: string
  kind: ProviderKind
  baseUrl: string
  apiKey: string | undefined
  headers: Record<string, string>
  /** May its address be loopback or private? */
  isPrivateAllowed: boolean
}

/** The providers' connections and the models behind them. */
export interface ModelRegistry {
  /** Replaces what is known; connections of unchanged providers stay open. */
  setProviders(definitions: ProviderDefinition[]): void
  /**
   * @param deadlines bound the stream's waits
   * @param retryWithinMs no repeated request begins later than this after the first
   * @throws AppError `model-not-found` when the provider is not known
   */
  resolve(
    modelId: string,
    deadlines: DeadlineSettings,
    retryWithinMs?: number,
  ): { modelName: string; streamModel: StreamModel; rightOfWay: RightOfWay }
  connection(slug: string): ProviderConnection | undefined
  /** Who goes first at the model's provider; undefined when that is not known. */
  rightOfWay(modelId: string): RightOfWay | undefined
  /** Closes all connections. */
  close(): Promise<void>
}

const noProxy: ProxySettings = { http: undefined, https: undefined, except: '' }

interface Entry {
  definition: string
  connection: ProviderConnection
  streamModel: StreamModel
  rightOfWay: RightOfWay
}

/** @param proxy the proxies of the environment */
export function createModelRegistry(proxy: ProxySettings = noProxy): ModelRegistry {
  const entries = new Map<string, Entry>()
  const retire = (dispatcher: Dispatcher) => void dispatcher.close()

  return {
    setProviders(definitions) {
      const slugs = new Set(definitions.map(({ slug }) => slug))
      for (const [slug, entry] of entries) {
        if (slugs.has(slug)) continue
        entries.delete(slug)
        retire(entry.connection.dispatcher)
      }
      for (const definition of definitions) {
        const text = JSON.stringify(definition)
        const existing = entries.get(definition.slug)
        if (existing?.definition === text) continue
        // Running answers keep the old pool until they end.
        if (existing) retire(existing.connection.dispatcher)
        entries.set(definition.slug, createEntry(definition, text, proxy))
      }
    },
    resolve(modelId, deadlines, retryWithinMs = deadlines.connectMs) {
      const parsed = parseModelId(modelId)
      const entry = parsed && entries.get(parsed.providerSlug)
      if (!entry) throw modelNotFound(modelId)
      // A turn's later requests know of a new key or address; the old pool takes none any more.
      const current: StreamModel = (request, signal) => {
        const now = entries.get(parsed.providerSlug)
        return now ? now.streamModel(request, signal) : failing(modelNotFound(modelId))
      }
      return {
        modelName: parsed.modelName,
        streamModel: withDeadlines(withRetry(current, retryWithinMs), deadlines),
        rightOfWay: entry.rightOfWay,
      }
    },
    connection: (slug) => entries.get(slug)?.connection,
    rightOfWay: (modelId) => entries.get(parseModelId(modelId)?.providerSlug ?? '')?.rightOfWay,
    async close() {
      await Promise.all(
        [...entries.values()].map(({ connection }) => connection.dispatcher.destroy()),
      )
      entries.clear()
    },
  }
}

function modelNotFound(modelId: string): AppError {
  return new AppError({
    code: 'model-not-found',
    status: 404,
    displayMessage: `There is no provider for the model "${modelId}". An admin can choose another model in Settings.`,
  })
}

/** The answer of a model that cannot be had. */
export async function* failing({ code, displayMessage }: AppError): AsyncGenerator<ModelEvent> {
  yield { type: 'error', failure: { code, message: displayMessage, retryable: false } }
}

function createEntry(
  { slug: _, isPrivateAllowed, ...rest }: ProviderDefinition,
  text: string,
  proxy: ProxySettings,
): Entry {
  const connection = { ...rest, dispatcher: createPoolFor(rest.baseUrl, isPrivateAllowed, proxy) }
  const streamModel =
    rest.kind === 'openai-compatible'
      ? createOpenAiCompatible(connection)
      : createAiSdkAdapter(connection)
  const rightOfWay = createRightOfWay(() => isOllama(connection))
  return { definition: text, connection, streamModel, rightOfWay }
}
