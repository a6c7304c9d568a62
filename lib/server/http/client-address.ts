import type { IncomingMessage } from 'node:http'
import {
  canonicalAddress,
  clientNetwork,
  isLoopbackAddress,
  isLoopbackName,
} from '#lib/addresses.ts'
import type { Env } from '#lib/env.ts'

/**
 * Request header in which the HTTP server notes the client; a value sent by the client is
 * overwritten.
 */
const clientHeader = 'x-lumos-client'
const originHeader = 'x-lumos-client-is'

/** Headers that proxies add. If one is present, the socket's peer is not the client. */
const proxyHeaders = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-server',
  'x-real-ip',
  'x-client-ip',
  'x-original-host',
  'true-client-ip',
  'cf-connecting-ip',
  'cf-ray',
  'fastly-client-ip',
  'fly-client-ip',
]

/**
 * `here`: a program on this machine, without a proxy. `elsewhere`: another machine with a verified
 * address. `unknown`: behind a proxy that is not trusted to name its clients.
 */
export type ClientOrigin = 'here' | 'elsewhere' | 'unknown'

export interface Client {
  /** The client's address, or that of the nearest untrusted proxy. */
  address: string
  origin: ClientOrigin
}

/**
 * The client of a request: the socket's peer, or the address reported by trusted proxies. Each
 * proxy appends the address of its own peer to `X-Forwarded-For`, so the list is read from its end.
 */
export function clientOf(
  incoming: Pick<IncomingMessage, 'headers' | 'socket'>,
  { isTrustedProxy }: Pick<Env, 'isTrustedProxy'>,
): Client {
  const peer = canonicalAddress(incoming.socket.remoteAddress ?? '') ?? 'unknown'
  const isProxied = proxyHeaders.some((name) => incoming.headers[name] !== undefined)
  if (!isProxied)
    return { address: peer, origin: isFromHere(incoming, peer) ? 'here' : 'elsewhere' }
  const forwarded = String(incoming.headers['x-forwarded-for'] ?? '').split(',')
  let address = peer
  while (isTrustedProxy(address)) {
    const next = canonicalAddress(withoutPort(forwarded.pop() ?? ''))
    if (next === null) break
    address = next
  }
  return { address, origin: isTrustedProxy(address) || address === peer ? 'unknown' : 'elsewhere' }
}

/** Notes the client in the request's headers for the routes, which have no access to the socket. */
export function noteClient(incoming: IncomingMessage, client: Client): void {
  incoming.headers[clientHeader] = client.address
  incoming.headers[originHeader] = client.origin
}

/**
 * The client noted by the HTTP server; `unknown` on servers that do not note it, such as `next
 * dev`.
 */
export function notedClient(headers: Pick<Headers, 'get'>): Client & { network: string } {
  const address = headers.get(clientHeader) ?? 'unknown'
  const noted = headers.get(originHeader)
  const origin = noted === 'here' || noted === 'elsewhere' ? noted : 'unknown'
  return { address, origin, network: clientNetwork(address) }
}

/** Also checks the `Host`, because a page may have rebound its own name to loopback. */
function isFromHere({ headers }: Pick<IncomingMessage, 'headers'>, peer: string): boolean {
  return isLoopbackAddress(peer) && isLoopbackName(hostNameOf(headers.host ?? ''))
}

/** The name in a `Host` header, in lower case and without the port. */
export function hostNameOf(host: string): string {
  return host.trim().toLowerCase().replace(/:\d*$/, '')
}

/** Some proxies append the client's port. */
function withoutPort(text: string): string {
  const entry = text.trim()
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(entry)?.[1]
  return bracketed ?? (entry.split(':').length === 2 ? entry.replace(/:\d+$/, '') : entry)
}
