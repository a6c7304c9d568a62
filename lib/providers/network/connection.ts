import { Agent, type Dispatcher } from 'undici'
import type { ProviderKind } from '#lib/contracts/provider.ts'
import type { ProxySettings } from '#lib/env.ts'
import { createAddressBook } from './address-book.ts'
import { guardedConnector } from './address-guard.ts'
import { watchConnections } from './connection-use.ts'
import { createProxiedPool } from './proxied-pool.ts'
import { proxyFor } from './proxy-settings.ts'

/** All that is needed to speak with a provider. */
export interface ProviderConnection {
  kind: ProviderKind
  /** Without a slash at the end. */
  baseUrl: string
  apiKey: string | undefined
  headers: Record<string, string>
  /** Its own pool of kept-alive connections. */
  dispatcher: Dispatcher
}

/**
 * The pool of one provider. One answer per connection (HTTP/1.1, see docs/decisions/0024), so that no stream waits for or
 * falls with another. Deadlines are the caller's: streams may be silent for long.
 */
export function createPool(isPrivateAllowed: boolean, find = createAddressBook()): Agent {
  watchConnections()
  return new Agent({ ...poolOptions, connect: guardedConnector(isPrivateAllowed, find) })
}

/** The same, through the proxy that the environment names for the provider's address. */
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

/** What must never be shown: the key and the values of extra headers. */
export function secretsOf({ apiKey, headers }: ProviderConnection): string[] {
  return [apiKey ?? '', ...Object.values(headers)].filter(Boolean)
}

/** The address of a path below the base URL, whose query stays behind it (Azure's `api-version`). */
export function endpointOf(baseUrl: string, path: string): string {
  const [base = '', query] = baseUrl.split('?', 2)
  const [below = '', more] = path.split('?', 2)
  const queries = [query, more].filter(Boolean).join('&')
  return `${base.replace(/\/+$/, '')}/${below}${queries && `?${queries}`}`
}

/** Each vendor's own way to send the key; extra headers win. */
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
