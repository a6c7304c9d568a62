import { AppError } from '#lib/contracts/app-error.ts'
import { isRecord } from '#lib/contracts/is-record.ts'
import { httpFailure, networkFailure } from './failures/failure.ts'
import { providerWords } from './failures/provider-words.ts'
import type { ModelFailure } from './model-port.ts'
import {
  endpointOf,
  type ProviderConnection,
  requestHeaders,
  secretsOf,
} from './network/connection.ts'
import { readText } from './network/read-text.ts'
import { sendRequest } from './network/send-request.ts'

/** Texts per request; some providers refuse more. */
const batchSize = 96
const longestAnswer = 64_000_000

/**
 * Returns the vectors in the order of the texts, all of one length.
 * @throws AppError with the provider's failure, or `provider-bad-response` for vectors that are
 * missing, duplicated, of different lengths or not numeric; the signal's reason when it aborts
 */
export async function embed(
  connection: ProviderConnection,
  model: string,
  texts: string[],
  signal: AbortSignal,
): Promise<number[][]> {
  const vectors: number[][] = []
  for (let from = 0; from < texts.length; from += batchSize) {
    const batch = texts.slice(from, from + batchSize)
    vectors.push(...(await embedBatch(connection, model, batch, signal)))
  }
  const length = vectors[0]?.length ?? 0
  if (vectors.some((vector) => vector.length !== length || length === 0)) {
    throw badResponse('vectors of different lengths')
  }
  return vectors
}

async function embedBatch(
  connection: ProviderConnection,
  model: string,
  input: string[],
  signal: AbortSignal,
): Promise<number[][]> {
  const secrets = secretsOf(connection)
  try {
    const { statusCode, headers, body } = await sendRequest(endpoint(connection), {
      method: 'POST',
      dispatcher: connection.dispatcher,
      headers: { ...requestHeaders(asOpenAi(connection)), 'content-type': 'application/json' },
      body: JSON.stringify({ model, input }),
      signal,
    })
    const text = await readText(headers, body, longestAnswer)
    if (statusCode >= 300) {
      const retryAfter = headers['retry-after']
      throw asAppError(
        httpFailure(statusCode, typeof retryAfter === 'string' ? retryAfter : null, text, secrets),
      )
    }
    return inOrder(parse(text, secrets), input.length)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof AppError) throw error
    throw asAppError(networkFailure(error, secrets), error)
  }
}

/** Google serves the OpenAI format under a separate path. */
function endpoint({ kind, baseUrl }: ProviderConnection): string {
  return endpointOf(baseUrl, kind === 'google' ? 'openai/embeddings' : 'embeddings')
}

function asOpenAi(connection: ProviderConnection): ProviderConnection {
  return connection.kind === 'google' ? { ...connection, kind: 'openai-compatible' } : connection
}

function parse(text: string, secrets: string[]): unknown[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw badResponse(providerWords(text, secrets, 200))
  }
  if (isRecord(json) && Array.isArray(json.data)) return json.data
  throw badResponse(providerWords(text, secrets, 200))
}

/** Sorts by `index`; items without any index are in order. */
function inOrder(items: unknown[], count: number): number[][] {
  const vectors: (number[] | undefined)[] = Array.from({ length: count })
  for (const [position, item] of items.entries()) {
    if (!isRecord(item) || !isVector(item.embedding)) throw badResponse('no vector of numbers')
    const index = Number(item.index ?? position)
    if (!(index in vectors)) throw badResponse('a vector for no text')
    if (vectors[index]) throw badResponse('two vectors for one text')
    vectors[index] = item.embedding
  }
  return vectors.map((vector) => {
    if (!vector) throw badResponse('no vector for one of the texts')
    return vector
  })
}

function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(Number.isFinite)
}

function badResponse(what: string): AppError {
  return new AppError({
    code: 'provider-bad-response',
    status: 502,
    displayMessage: `The provider answered the request for embeddings with ${what}.`,
  })
}

function asAppError({ code, message, status }: ModelFailure, cause?: unknown): AppError {
  return new AppError({ code, status: status ?? 502, displayMessage: message, cause })
}
