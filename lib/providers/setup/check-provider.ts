import type { ProviderCheck } from '#lib/contracts/models/provider.ts'
import { httpFailure, networkFailure } from '../failures/failure.ts'
import {
  endpointOf,
  type ProviderConnection,
  requestHeaders,
  secretsOf,
} from '../network/connection.ts'
import { readText } from '../network/read-text.ts'
import { sendRequest } from '../network/send-request.ts'
import { type ListedModel, nextPageOf, readModelList } from './model-names.ts'

const defaultDeadlineMs = 5_000
const longestList = 16_000_000
const mostPages = 20

/** A check with what the list says of each model. */
export interface CheckedProvider extends ProviderCheck {
  listed: ListedModel[]
}

/** Lists a provider's models to verify its address and key. Never throws. */
export async function checkProvider(
  connection: ProviderConnection,
  deadlineMs = defaultDeadlineMs,
): Promise<CheckedProvider> {
  const secrets = secretsOf(connection)
  const signal = AbortSignal.timeout(deadlineMs)
  const startedAt = performance.now()
  const failed = (error: string): CheckedProvider => ({
    ok: false,
    models: [],
    listed: [],
    connectMs: null,
    error,
  })
  try {
    const listed = new Map<string, ListedModel>()
    let connectMs: number | null = null
    let page: string | undefined = ''
    for (let count = 0; page !== undefined && count < mostPages; count += 1) {
      const { statusCode, headers, body } = await sendRequest(modelsUrl(connection, page), {
        dispatcher: connection.dispatcher,
        headers: requestHeaders(connection),
        signal,
      })
      connectMs ??= Math.round((performance.now() - startedAt) * 10) / 10
      const text = await readText(headers, body, longestList)
      if (statusCode >= 300) return failed(explain(connection, statusCode, headers, text, secrets))
      const found = readModelList(text, connection.kind)
      if (!found) return failed(noList(connection))
      const fresh = found.filter(({ name }) => !listed.has(name))
      for (const model of fresh) listed.set(model.name, model)
      // A server without pagination returns the first page again.
      page = fresh.length > 0 ? nextPageOf(text) : undefined
    }
    return { ok: true, models: [...listed.keys()], listed: [...listed.values()], connectMs }
  } catch (error) {
    if (signal.aborted) return failed(`The provider did not answer within ${deadlineMs / 1000} s.`)
    return failed(networkFailure(error, secrets).message)
  }
}

/** Requests 1,000 models per page from vendors that paginate their list. */
function modelsUrl({ kind, baseUrl }: ProviderConnection, page: string): string {
  const size = { anthropic: 'limit=1000', google: 'pageSize=1000' }
  const query = [kind === 'anthropic' || kind === 'google' ? size[kind] : '', page]
  const given = query.filter(Boolean).join('&')
  return endpointOf(baseUrl, given ? `models?${given}` : 'models')
}

function noList({ baseUrl }: ProviderConnection): string {
  const hint = isVersioned(baseUrl) ? '' : ' Does the base URL lack “/v1” at its end?'
  return `This address answers, but not with a list of models.${hint}`
}

function isVersioned(baseUrl: string): boolean {
  return /\/(v\d|openai)[^/]*$/.test(baseUrl.split('?', 1)[0] ?? '')
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
  const isUnversioned = status === 404 && !isVersioned(connection.baseUrl)
  return isUnversioned ? `${message} Does the base URL lack “/v1” at its end?` : message
}
