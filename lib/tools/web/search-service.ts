import { z } from 'zod'
import { type SearchKind, searchUrls } from '#lib/contracts/agents/web-search.ts'
import type { ProxySettings } from '#lib/env.ts'
import { createPoolFor } from '#lib/providers/network/connection.ts'
import { readText } from '#lib/providers/network/read-text.ts'
import { sendRequest } from '#lib/providers/network/send-request.ts'
import { cleanText } from '../clean-text.ts'

export interface SearchService {
  kind: SearchKind
  /** Null for the service's own address. */
  url: string | null
  apiKey: string | null
}

export interface SearchResult {
  url: string
  title: string
  text: string
}

const longestMs = 15_000
const longestBody = 2_000_000
const mostResults = 6
const longestTitle = 300
const longestText = 1_000

const result = z.object({
  url: z.string(),
  title: z.string().nullish(),
  content: z.string().nullish(),
  description: z.string().nullish(),
})
/** Results that are none are left out. */
const results = z.array(result.nullable().catch(null)).catch([]).default([])
const answerSchema = z.object({
  results,
  web: z.object({ results }).nullish(),
})

/** @throws Error that the model and admins may read; it never holds the key */
export async function search(
  service: SearchService,
  query: string,
  options: { proxy: ProxySettings; isPrivateAllowed: boolean; signal: AbortSignal },
): Promise<SearchResult[]> {
  const { url, ...request } = requestOf(service, query)
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(longestMs)])
  const dispatcher = createPoolFor(url, options.isPrivateAllowed, options.proxy)
  try {
    const { statusCode, headers, body } = await sendRequest(url, { ...request, dispatcher, signal })
    const text = await readText(headers, body, longestBody)
    if (statusCode !== 200) throw new Error(explainStatus(service.kind, statusCode))
    return resultsIn(text)
  } finally {
    await dispatcher.destroy()
  }
}

function requestOf({ kind, url, apiKey }: SearchService, query: string) {
  const address = new URL(url ?? searchUrls[kind] ?? '')
  const accept = { accept: 'application/json', 'accept-encoding': 'gzip, deflate' }
  if (kind === 'tavily') {
    const headers = { ...accept, ...bearer(apiKey), 'content-type': 'application/json' }
    const body = JSON.stringify({ query, max_results: mostResults })
    return { url: address.href, method: 'POST' as const, headers, body }
  }
  address.searchParams.set('q', query)
  if (kind === 'brave') {
    address.searchParams.set('count', String(mostResults))
    const token = apiKey ? { 'x-subscription-token': apiKey } : {}
    return { url: address.href, method: 'GET' as const, headers: { ...accept, ...token } }
  }
  if (!address.pathname.endsWith('/search'))
    address.pathname = `${address.pathname.replace(/\/$/, '')}/search`
  address.searchParams.set('format', 'json')
  return { url: address.href, method: 'GET' as const, headers: { ...accept, ...bearer(apiKey) } }
}

function bearer(apiKey: string | null) {
  return apiKey ? { authorization: `Bearer ${apiKey}` } : {}
}

function explainStatus(kind: SearchKind, status: number): string {
  if (kind === 'searxng' && status === 403)
    return 'SearXNG refused the search (status 403). Its settings.yml must list json under search, formats.'
  if (status === 401 || status === 403 || status === 422)
    return `The search service refused the key (status ${status}).`
  if (status === 429 || status === 432)
    return `The search service has no more searches for this key now (status ${status}).`
  return `The search service failed (status ${status}).`
}

function resultsIn(text: string): SearchResult[] {
  const answer = answerSchema.safeParse(parse(text))
  if (!answer.success)
    throw new Error('The search service answered with something else than results.')
  const { web, results: plain } = answer.data
  return [...plain, ...(web?.results ?? [])]
    .flatMap((each) => {
      const url = each && URL.parse(each.url)
      if (!url || !/^https?:$/.test(url.protocol)) return []
      const title = cleanText(withoutTags(each.title ?? ''), longestTitle) || url.hostname
      const text = cleanText(withoutTags(each.content ?? each.description ?? ''), longestText)
      return [{ url: url.href, title, text }]
    })
    .slice(0, mostResults)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Services mark the words that match, as HTML. */
function withoutTags(html: string): string {
  return html.replaceAll(/<\/?[a-z][^>]{0,100}>/gi, '').trim()
}
