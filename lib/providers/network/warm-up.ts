import type { Agent } from 'undici'
import { endpointOf, type ProviderConnection, requestHeaders } from './connection.ts'
import { isOllama, loadModel } from './load-model.ts'
import { sendRequest } from './send-request.ts'

/** A connection used this recently is assumed to be still open. */
const openMs = 30_000
/** Ollama unloads a model after five idle minutes, so one used this recently is assumed loaded. */
const loadedMs = 60_000
const openDeadlineMs = 3_000
/** Reading a longer model list would occupy the connection that the message needs. */
const longListBytes = 65_536

/** Warm-up state of a provider's pool, with the same lifetime as the pool. */
interface Warmth {
  openedAt: number
  isOpening: boolean
  /** Time of the last failed attempt, so that not every keystroke tries again. */
  failedAt: number
  isListLong: boolean
  isOllama: Promise<boolean> | undefined
  loadedAt: Map<string, number>
}
const warmths = new WeakMap<ProviderConnection, Warmth>()

/**
 * Does the work that a message would otherwise wait for, with requests that cost no tokens: opens
 * an idle connection, and loads the model in Ollama. Recent work is not repeated. Never rejects,
 * because the message itself will report a failure.
 */
export async function warmUp(connection: ProviderConnection, modelName: string): Promise<void> {
  const warmth = warmths.get(connection) ?? {
    openedAt: Number.NEGATIVE_INFINITY,
    isOpening: false,
    failedAt: Number.NEGATIVE_INFINITY,
    isListLong: false,
    isOllama: undefined,
    loadedAt: new Map<string, number>(),
  }
  warmths.set(connection, warmth)
  await open(connection, modelName, warmth)
  await load(connection, modelName, warmth)
}

async function open(connection: ProviderConnection, modelName: string, warmth: Warmth) {
  const now = performance.now()
  const isOpen = mayBeIdle(connection) && now - warmth.openedAt < openMs
  if (isOpen || warmth.isOpening || now - warmth.failedAt < openMs) return
  warmth.isOpening = true
  try {
    const path = warmth.isListLong ? `models/${encodeURIComponent(modelName)}` : 'models'
    const bytes = await read(connection, path)
    warmth.isListLong ||= bytes > longListBytes
    warmth.openedAt = performance.now()
  } catch {
    warmth.failedAt = performance.now()
  }
  warmth.isOpening = false
}

/**
 * Whether the pool has an idle connection: others' answers and background jobs may occupy all.
 * Always true behind a proxy, whose pool has no statistics.
 */
function mayBeIdle({ dispatcher, baseUrl }: ProviderConnection): boolean {
  if (!('stats' in dispatcher)) return true
  const pool = (dispatcher as Agent).stats[new URL(baseUrl).origin]
  return pool !== undefined && 'free' in pool && pool.free > 0
}

/**
 * Reads a response of any status to its end, which returns the connection to the pool.
 * @returns its length in bytes
 */
async function read(connection: ProviderConnection, path: string): Promise<number> {
  const { body } = await sendRequest(endpointOf(connection.baseUrl, path), {
    dispatcher: connection.dispatcher,
    headers: requestHeaders(connection),
    signal: AbortSignal.timeout(openDeadlineMs),
  })
  let bytes = 0
  for await (const chunk of body) bytes += chunk.length
  return bytes
}

async function load(connection: ProviderConnection, modelName: string, warmth: Warmth) {
  const now = performance.now()
  if (now - (warmth.loadedAt.get(modelName) ?? Number.NEGATIVE_INFINITY) < loadedMs) return
  warmth.loadedAt.set(modelName, now)
  try {
    warmth.isOllama ??= isOllama(connection)
    if (await warmth.isOllama) await loadModel(connection, modelName)
  } catch {
    // The server may be reachable a minute later.
    warmth.isOllama = undefined
  }
}
