import type { Agent } from 'undici'
import { endpointOf, type ProviderConnection, requestHeaders } from './connection.ts'
import { isOllama, loadModel } from './load-model.ts'
import { sendRequest } from './send-request.ts'

/** A connection that was used a moment ago is open still, whatever stands between. */
const openMs = 30_000
/** Ollama unloads a model that nobody asked for five minutes. */
const loadedMs = 60_000
const openDeadlineMs = 3_000
/** While a longer list is read the connection is not there for the message. */
const longListBytes = 65_536

/** What was done for a provider's pool, and when; goes with it. */
interface Warmth {
  openedAt: number
  isOpening: boolean
  /** When one could not be opened: it is not tried again at every key. */
  failedAt: number
  isListLong: boolean
  isOllama: Promise<boolean> | undefined
  loadedAt: Map<string, number>
}
const warmths = new WeakMap<ProviderConnection, Warmth>()

/**
 * Does what would otherwise wait for the message, with requests that cost no tokens: sees to it that
 * a connection is open and idle, and has Ollama load the model. What was done a moment ago is not
 * done again. Never rejects: nobody waits for it, and the message itself will tell what is wrong.
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

/** Unknown behind a proxy. Others' answers and work in the background may hold all that are open. */
function mayBeIdle({ dispatcher, baseUrl }: ProviderConnection): boolean {
  if (!('stats' in dispatcher)) return true
  const pool = (dispatcher as Agent).stats[new URL(baseUrl).origin]
  return pool !== undefined && 'free' in pool && pool.free > 0
}

/**
 * Reads an answer to its end, which gives the connection back; any status will do.
 * @returns its bytes
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
    // It may be up a minute later.
    warmth.isOllama = undefined
  }
}
