import { Agent, type Dispatcher } from 'undici'
import type { ProviderKind } from '#lib/contracts/provider.ts'
import { guardedConnector } from './address-guard.ts'

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

/** The pool of one provider. Deadlines are the caller's: streams may be silent for long. */
export function createPool(isPrivateAllowed: boolean): Dispatcher {
  return new Agent({
    connect: guardedConnector(isPrivateAllowed),
    keepAliveTimeout: 60_000,
    keepAliveMaxTimeout: 300_000,
    headersTimeout: 0,
    bodyTimeout: 0,
    pipelining: 1,
  })
}

export function requestHeaders(connection: ProviderConnection): Record<string, string> {
  const headers: Record<string, string> = { accept: 'text/event-stream, application/json' }
  if (connection.apiKey) headers.authorization = `Bearer ${connection.apiKey}`
  return { ...headers, ...lowerCase(connection.headers) }
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
}
