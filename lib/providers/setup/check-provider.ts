import { isRecord } from '#lib/contracts/is-record.ts'
import type { ProviderCheck } from '#lib/contracts/provider.ts'
import { cleanText } from '../failures/clean-text.ts'
import { httpFailure, networkFailure } from '../failures/failure.ts'
import { type ProviderConnection, requestHeaders, secretsOf } from '../network/connection.ts'
import { readText } from '../network/read-text.ts'
import { sendRequest } from '../network/send-request.ts'

const defaultDeadlineMs = 5_000
const longestList = 16_000_000
/** More than any vendor serves; an id names the provider too. */
const mostModels = 5_000
const longestName = 200
/** Line feeds, and marks that turn the direction of writing: shown, a name would look like another. */
const misleading = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

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
    const { statusCode, headers, body } = await sendRequest(modelsUrl(connection), {
      dispatcher: connection.dispatcher,
      headers: requestHeaders(connection),
      signal,
    })
    const connectMs = Math.round((performance.now() - startedAt) * 10) / 10
    const text = await readText(headers, body, longestList)
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

/** Vendors that list page by page give the whole list at once when asked for. */
function modelsUrl({ kind, baseUrl }: ProviderConnection): string {
  const query = { anthropic: '?limit=1000', google: '?pageSize=1000' }
  return `${baseUrl}/models${kind === 'anthropic' || kind === 'google' ? query[kind] : ''}`
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
  if (status === 401 && !connection.apiKey) return 'This provider needs an API key.'
  const isUnversioned = status === 404 && !/\/(v\d|openai)[^/]*$/.test(connection.baseUrl)
  return isUnversioned ? `${message} Does the base URL lack “/v1” at its end?` : message
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
  const clean = names
    .filter((name): name is string => typeof name === 'string' && name.length <= longestName)
    .filter((name) => !misleading.test(name))
    .map((name) => cleanText(name.replace(/^models\//, '')))
  return [...new Set(clean)].filter(Boolean).slice(0, mostModels)
}
