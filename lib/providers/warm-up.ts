import { request as send } from 'undici'
import { type ProviderConnection, requestHeaders } from './connection.ts'

/** A connection that was used a moment ago is open still, whatever stands between. */
const openMs = 30_000
/** Ollama unloads a model that nobody asked for five minutes. */
const loadedMs = 60_000
const openDeadlineMs = 3_000
/** A big model is read from the disk for a long while. */
const loadDeadlineMs = 120_000

/** What was done for a provider's pool, and when; goes with it. */
interface Warmth {
  openedAt: number
  isOpening: boolean
  /** When one could not be opened: it is not tried again at every key. */
  failedAt: number
  loadedAt: Map<string, number>
  /** Does the server load models on demand as Ollama does? Undefined: not asked yet. */
  loadsModels?: boolean
}
const warmth = new WeakMap<ProviderConnection, Warmth>()

/**
 * Does what would otherwise wait for the message, with requests that cost no tokens: sees to it that
 * a connection is open and idle, and has a server like Ollama load the model. What was done a moment
 * ago is not done again. Never rejects: nobody waits for it, and the message itself will tell what
 * is wrong.
 */
export async function warmUp(connection: ProviderConnection, modelName: string): Promise<void> {
  const known: Warmth = warmth.get(connection) ?? {
    openedAt: Number.NEGATIVE_INFINITY,
    isOpening: false,
    failedAt: Number.NEGATIVE_INFINITY,
    loadedAt: new Map(),
  }
  warmth.set(connection, known)
  const now = performance.now()
  const work: Promise<unknown>[] = []
  const isOpen = hasIdleConnection(connection) && now - known.openedAt < openMs
  if (!isOpen && !known.isOpening && now - known.failedAt >= openMs) {
    known.isOpening = true
    work.push(open(connection, modelName, known))
  }
  const isLoaded = now - (known.loadedAt.get(modelName) ?? Number.NEGATIVE_INFINITY) < loadedMs
  if (mayLoad(connection) && known.loadsModels !== false && !isLoaded) {
    known.loadedAt.set(modelName, now)
    work.push(
      loadModel(connection, modelName).then((loads) => {
        known.loadsModels = loads
      }),
    )
  }
  await Promise.allSettled(work)
}

async function open(connection: ProviderConnection, modelName: string, known: Warmth) {
  try {
    await askForModel(connection, modelName)
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

/** Asking for one model is answered in few bytes, or with a 404 that is as good. */
async function askForModel(connection: ProviderConnection, modelName: string): Promise<void> {
  const { body } = await send(`${connection.baseUrl}/models/${encodeURIComponent(modelName)}`, {
    dispatcher: connection.dispatcher,
    headers: requestHeaders(connection),
    signal: AbortSignal.timeout(openDeadlineMs),
  })
  // Only a body that was read to its end gives the connection back.
  await body.dump()
}

/** Servers that charge want a key. */
function mayLoad({ kind, apiKey }: ProviderConnection): boolean {
  return kind === 'openai-compatible' && !apiKey
}

/** Ollama's own way: a request without a prompt loads the model. */
async function loadModel(connection: ProviderConnection, modelName: string): Promise<boolean> {
  const root = connection.baseUrl.replace(/\/v\d+$/, '')
  const { statusCode, body } = await send(`${root}/api/generate`, {
    method: 'POST',
    dispatcher: connection.dispatcher,
    headers: { ...requestHeaders(connection), 'content-type': 'application/json' },
    body: JSON.stringify({ model: modelName, stream: false }),
    signal: AbortSignal.timeout(loadDeadlineMs),
  })
  await body.dump()
  return statusCode < 300
}
