import { request as send } from 'undici'
import type { ProviderCheck } from '#lib/contracts/provider.ts'
import { type ProviderConnection, requestHeaders, secretsOf } from './connection.ts'
import { httpFailure, networkFailure } from './failure.ts'
import { isRecord } from './provider-words.ts'

const defaultDeadlineMs = 5_000
const longestList = 4_000_000

/** Asks a provider for its models: tells whether address and key work. Never throws. */
export async function checkProvider(
  connection: ProviderConnection,
  deadlineMs = defaultDeadlineMs,
): Promise<ProviderCheck> {
  const secrets = secretsOf(connection)
  const signal = AbortSignal.timeout(deadlineMs)
  const startedAt = performance.now()
  const failed = (error: string): ProviderCheck => ({
    ok: false,
    models: [],
    connectMs: null,
    error,
  })
  try {
    const { statusCode, headers, body } = await send(`${connection.baseUrl}/models`, {
      dispatcher: connection.dispatcher,
      headers: requestHeaders(connection),
      signal,
    })
    const connectMs = Math.round((performance.now() - startedAt) * 10) / 10
    const text = await readText(body)
    if (statusCode >= 300) return failed(explain(connection, statusCode, headers, text, secrets))
    const models = modelNames(text)
    if (!models) {
      const isVersioned = /\/(v\d|openai)[^/]*$/.test(connection.baseUrl)
      return failed(
        `This address answers, but not with a list of models.${isVersioned ? '' : ' Does the base URL lack “/v1” at its end?'}`,
      )
    }
    return { ok: true, models, connectMs }
  } catch (error) {
    if (signal.aborted) return failed(`The provider did not answer within ${deadlineMs / 1000} s.`)
    return failed(networkFailure(error, secrets).message)
  }
}

function explain(
  connection: ProviderConnection,
  status: number,
  headers: Record<string, unknown>,
  text: string,
  secrets: string[],
): string {
  const retryAfter = typeof headers['retry-after'] === 'string' ? headers['retry-after'] : null
  const { message } = httpFailure(status, retryAfter, text, secrets)
  const isUnversioned = status === 404 && !/\/(v\d|openai)[^/]*$/.test(connection.baseUrl)
  return isUnversioned ? `${message} Does the base URL lack “/v1” at its end?` : message
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > longestList) throw new Error('The list of models is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** OpenAI's `data`, or the `models` of Ollama and Gemini. */
function modelNames(text: string): string[] | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  const list = isRecord(json) ? (json.data ?? json.models) : json
  if (!Array.isArray(list)) return undefined
  const names = list.map((item) => (isRecord(item) ? (item.id ?? item.name) : item))
  return names
    .filter((name): name is string => typeof name === 'string')
    .map((name) => name.replace(/^models\//, ''))
}
