import { BlockList, isIP } from 'node:net'
import { isLoopbackName } from '#lib/addresses.ts'
import type { ProxySettings } from '#lib/env.ts'

/**
 * The proxy for an address, by the rules of curl: `NO_PROXY` lists host names including their
 * subdomains, addresses, networks and `*`, each with an optional port. Loopback is never proxied.
 */
export function proxyFor(baseUrl: string, settings: ProxySettings): string | undefined {
  const { protocol, hostname, port } = new URL(baseUrl)
  const proxy = protocol === 'https:' ? settings.https : settings.http
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (!proxy || isLoopbackName(host)) return undefined
  const usedPort = port || (protocol === 'https:' ? '443' : '80')
  const isExcepted = settings.except
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => matches(entry.toLowerCase(), host, usedPort))
  return isExcepted ? undefined : proxy
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return isWithin(entry, host)
  const [, name = entry, onlyPort] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? []
  if (onlyPort && onlyPort !== port) return false
  const bare = name.replace(/^\[|\]$/g, '').replace(/^\*?\./, '')
  return host === bare || (isIP(bare) === 0 && host.endsWith(`.${bare}`))
}

function isWithin(network: string, host: string): boolean {
  const [address = '', bits] = network.split('/')
  const version = isIP(host)
  if (version === 0 || version !== isIP(address)) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  const length = Number(bits)
  if (!Number.isInteger(length) || length < 0 || length > (version === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(address, length, family)
  return list.check(host, family)
}
