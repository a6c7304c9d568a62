import { type ProviderConnection, requestHeaders } from './connection.ts'
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
const warmth = new WeakMap<ProviderConnection, Warmth>()

/**
 * Does what would otherwise wait for the message, with requests that cost no tokens: sees to it that
 * a connection is open and idle, and has Ollama load the model. What was done a moment ago is not
 * done again. Never rejects: nobody waits for it, and the message itself will tell what is wrong.
 */
export async function warmUp(connection: ProviderConnection, modelName: string): Promise<void> {
  const known = warmth.get(connection) ?? {
    openedAt: Number.NEGATIVE_INFINITY,
    isOpening: false,
    failedAt: Number.NEGATIVE_INFINITY,
    isListLong: false,
    isOllama: undefined,
    loadedAt: new Map<string, number>(),
  }
  warmth.set(connection, known)
  await open(connection, modelName, known)
  await load(connection, modelName, known)
}

async function open(connection: ProviderConnection, modelName: string, known: Warmth) {
  const now = performance.now()
  const isOpen = hasIdleConnection(connection) && now - known.openedAt < openMs
  if (isOpen || known.isOpening || now - known.failedAt < openMs) return
  known.isOpening = true
  try {
    const path = known.isListLong ? `models/${encodeURIComponent(modelName)}` : 'models'
    const bytes = await read(connection, path)
    known.isListLong ||= bytes > longListBytes
    known.openedAt = performance.now()
  } catch {
    known.failedAt = performance.now()
  }
  known.isOpening = false
}

/** Others' answers and work in the background may hold all that are open. */
function hasIdleConnection({ dispatcher, baseUrl }: ProviderConnection): boolean {
  const pool = dispatcher.stats[new URL(baseUrl).origin]
  return pool !== undefined && 'free' in pool && pool.free > 0
}

/**
 * Reads an answer to its end, which gives the connection back; any status will do.
 * @returns its bytes
 */
async function read(connection: ProviderConnection, path: string): Promise<number> {
  const { body } = await sendRequest(`${connection.baseUrl}/${path}`, {
    dispatcher: connection.dispatcher,
    headers: requestHeaders(connection),
    signal: AbortSignal.timeout(openDeadlineMs),
  })
  let bytes = 0
  for await (const chunk of body) bytes += chunk.length
  return bytes
}

async function load(connection: ProviderConnection, modelName: string, known: Warmth) {
  const now = performance.now()
  if (now - (known.loadedAt.get(modelName) ?? Number.NEGATIVE_INFINITY) < loadedMs) return
  known.loadedAt.set(modelName, now)
  try {
    known.isOllama ??= isOllama(connection)
    if (await known.isOllama) await loadModel(connection, modelName)
  } catch {
    // It may be up a minute later.
    known.isOllama = undefined
  }
}
