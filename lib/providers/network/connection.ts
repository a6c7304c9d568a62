import { Agent, type Dispatcher } from 'undici'
import type { ProviderKind } from '#lib/contracts/models/provider.ts'
import type { ProxySettings } from '#lib/env.ts'
import { createAddressBook } from './address-book.ts'
import { guardedConnector } from './address-guard.ts'
import { watchConnections } from './connection-use.ts'
import { createProxiedPool } from './proxied-pool.ts'
import { proxyFor } from './proxy-settings.ts'

/** Address, credentials and connection pool of a provider. */
export interface ProviderConnection {
  kind: ProviderKind
  /** Without a slash at the end. */
  baseUrl: string
  apiKey: string | undefined
  headers: Record<string, string>
  /** The provider's own pool of keep-alive connections. */
  dispatcher: Dispatcher
}

/**
 * Creates the pool of one provider. It has one answer per connection (HTTP/1.1, see
 * docs/decisions/0024), so that streams do not block each other or fail together. Callers set
 * deadlines, because streams may be silent for long.
 */
export function createPool(isPrivateAllowed: boolean, find = createAddressBook()): Agent {
  watchConnections()
  return new Agent({ ...poolOptions, connect: guardedConnector(isPrivateAllowed, find) })
}

/**
 * Like `createPool`, through the environment's proxy for the provider's address if there is one.
 */
export function createPoolFor(
  baseUrl: string,
  isPrivateAllowed: boolean,
  settings: ProxySettings,
): Dispatcher {
  const proxy = proxyFor(baseUrl, settings)
  if (!proxy) return createPool(isPrivateAllowed)
  watchConnections()
  return createProxiedPool(proxy, isPrivateAllowed, createAddressBook(), poolOptions)
}

const poolOptions = {
  allowH2: false,
  keepAliveTimeout: 60_000,
  keepAliveMaxTimeout: 300_000,
  headersTimeout: 0,
  bodyTimeout: 0,
  pipelining: 1,
}

/** Values that must never be shown: the key and the values of extra headers. */
export function secretsOf({ apiKey, headers }: ProviderConnection): string[] {
  return [apiKey ?? '', ...Object.values(headers)].filter(Boolean)
}

/**
 * URL of a path below the base URL; the base URL's query (Azure's `api-version`) stays at the end.
 */
export function endpointOf(baseUrl: string, path: string): string {
  const [base = '', query] = baseUrl.split('?', 2)
  const [below = '', more] = path.split('?', 2)
  const queries = [query, more].filter(Boolean).join('&')
  return `${base.replace(/\/+$/, '')}/${below}${queries && `?${queries}`}`
}

/** Sends the key in each vendor's own header; extra headers take precedence. */
export function requestHeaders(connection: ProviderConnection): Record<string, string> {
  return {
    accept: 'text/event-stream, application/json',
    ...keyHeaders(connection),
    ...lowerCase(connection.headers),
  }
}

function keyHeaders({ kind, apiKey }: ProviderConnection): Record<string, string> {
  if (kind === 'anthropic') return { 'anthropic-version': '2023-06-01', 'x-api-key': apiKey ?? '' }
  if (!apiKey) return {}
  return kind === 'google' ? { 'x-goog-api-key': apiKey } : { authorization: `Bearer ${apiKey}` }
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
}
