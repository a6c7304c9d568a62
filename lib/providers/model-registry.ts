import type { Dispatcher } from 'undici'
import type { DeadlineSettings } from '#lib/contracts/agents/agent.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import type { ProviderKind } from '#lib/contracts/models/provider.ts'
import type { ProxySettings } from '#lib/env.ts'
import { createOpenAiCompatible } from './completions/openai-compatible.ts'
import type { ModelEvent, StreamModel } from './model-port.ts'
import { createPoolFor, type ProviderConnection } from './network/connection.ts'
import { isOllama } from './network/load-model.ts'
import { createAiSdkAdapter } from './sdk/ai-sdk.ts'
import { withDeadlines } from './wrappers/deadlines.ts'
import { withRetry } from './wrappers/retry.ts'
import { createRightOfWay, type RightOfWay } from './wrappers/right-of-way.ts'

/** A provider with its decrypted key, as the registry needs it. */
export interface ProviderDefinition {
  slug: string
  kind: ProviderKind
  baseUrl: string
  apiKey: string | undefined
  headers: Record<string, string>
  /** Whether its address may be loopback or private. */
  isPrivateAllowed: boolean
}

/** Connections of all providers, and their models. */
export interface ModelRegistry {
  /**
   * Replaces all providers; connections of unchanged ones stay open.
   * @param version of the stored providers
   * @param unreadable slugs of providers whose key was sealed with another secret
   */
  setProviders(definitions: ProviderDefinition[], version?: number, unreadable?: string[]): void
  /** The version of the providers; -1 before there are any. */
  version(): number
  /**
   * @param deadlines limits of the stream's waits
   * @param retryWithinMs latest start of a retry, after the first request
   * @throws AppError `model-not-found` when the provider does not exist, `key-unreadable` when its
   * key cannot be opened
   */
  resolve(
    modelId: string,
    deadlines: DeadlineSettings,
    retryWithinMs?: number,
  ): { modelName: string; streamModel: StreamModel; rightOfWay: RightOfWay }
  connection(slug: string): ProviderConnection | undefined
  /**
   * Priority between chat turns and background jobs at the model's provider; undefined if unknown.
   */
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
  let loaded = -1
  let unreadable: string[] = []
  const missing = (modelId: string) => {
    const slug = parseModelId(modelId)?.providerSlug ?? ''
    return unreadable.includes(slug) ? keyUnreadable(slug) : modelNotFound(modelId)
  }
  const retire = (dispatcher: Dispatcher) => void dispatcher.close()

  return {
    version: () => loaded,
    setProviders(definitions, version = loaded, unreadableSlugs = []) {
      // A slower read of older providers must not replace newer ones.
      if (version < loaded) return
      loaded = version
      unreadable = unreadableSlugs
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
        // Running answers use the old pool until they end.
        if (existing) retire(existing.connection.dispatcher)
        entries.set(definition.slug, createEntry(definition, text, proxy))
      }
    },
    resolve(modelId, deadlines, retryWithinMs = deadlines.connectMs) {
      const parsed = parseModelId(modelId)
      const entry = parsed && entries.get(parsed.providerSlug)
      if (!entry) throw missing(modelId)
      // Later requests of a turn use the current key and address, because the old pool is closing.
      const current: StreamModel = (request, signal) => {
        const now = entries.get(parsed.providerSlug)
        return now ? now.streamModel(request, signal) : failing(missing(modelId))
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

function keyUnreadable(slug: string): AppError {
  return new AppError({
    code: 'key-unreadable',
    status: 503,
    displayMessage: `The key of the provider "${slug}" was saved with another LUMOS_SECRET and cannot be opened. An admin can start Lumos with that secret, or enter the key again in Settings.`,
  })
}

/** The stream of a model that is not available. */
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
