import type { IncomingMessage } from 'node:http'
import {
  canonicalAddress,
  clientNetwork,
  isLoopbackAddress,
  isLoopbackName,
} from '#lib/addresses.ts'
import type { Env } from '#lib/env.ts'

/** Request headers by which the HTTP server says who is asking; a client's own are overwritten. */
const clientHeader = 'x-lumos-client'
const originHeader = 'x-lumos-client-is'

/** What proxies add. One of them means that the socket's other end is not the client. */
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
 * `here`: a program on this machine, through no proxy. `elsewhere`: another machine, by its own
 * address. `unknown`: behind a proxy that is not trusted to name its clients.
 */
export type ClientOrigin = 'here' | 'elsewhere' | 'unknown'

export interface Client {
  /** The client's address, or that of the proxy nearest to it that is not trusted. */
  address: string
  origin: ClientOrigin
}

/**
 * Who sends a request: the other end of the socket, or what the trusted proxies before it say. The
 * last address of `X-Forwarded-For` was added by the proxy that is connected, and so on backwards.
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

/** Tells the routes, which see no socket. */
export function noteClient(incoming: IncomingMessage, client: Client): void {
  incoming.headers[clientHeader] = client.address
  incoming.headers[originHeader] = client.origin
}

/** As the HTTP server noted it. A server that notes nothing, such as `next dev`, knows nobody. */
export function notedClient(headers: Pick<Headers, 'get'>): Client & { network: string } {
  const address = headers.get(clientHeader) ?? 'unknown'
  const noted = headers.get(originHeader)
  const origin = noted === 'here' || noted === 'elsewhere' ? noted : 'unknown'
  return { address, origin, network: clientNetwork(address) }
}

/** The name must be this machine's too: a page may have rebound its own to loopback. */
function isFromHere({ headers }: Pick<IncomingMessage, 'headers'>, peer: string): boolean {
  return isLoopbackAddress(peer) && isLoopbackName(hostNameOf(headers.host ?? ''))
}

/** A `Host` header's name, lower case, without its port. */
export function hostNameOf(host: string): string {
  return host.trim().toLowerCase().replace(/:\d*$/, '')
}

/** Some proxies write the client's port too. */
function withoutPort(text: string): string {
  const entry = text.trim()
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(entry)?.[1]
  return bracketed ?? (entry.split(':').length === 2 ? entry.replace(/:\d+$/, '') : entry)
}
