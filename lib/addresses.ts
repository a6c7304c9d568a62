import { BlockList, isIP } from 'node:net'
import { z } from 'zod'

const namedRanges: Record<string, string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fe80::/10'],
}

/**
 * Parses a list of addresses and ranges into a test for addresses; `loopback` and `private` name
 * ranges.
 */
export const trustedProxiesSchema = z.string().transform((text, context) => {
  const list = new BlockList()
  const words = text.split(',').map((word) => word.trim().toLowerCase())
  for (const range of words.flatMap((word) => namedRanges[word] ?? [word])) {
    const [address = '', prefix, ...rest] = range.split('/')
    const version = isIP(address)
    const most = version === 4 ? 32 : 128
    const bits = prefix === undefined ? most : Number(prefix)
    const isRange = /^\d{1,3}$/.test(prefix ?? String(most)) && bits <= most && rest.length === 0
    if (version === 0 || !isRange) context.addIssue({ code: 'custom', message: 'no address' })
    else list.addSubnet(address, bits, familyOf(version))
  }
  return (address: string) => {
    const version = isIP(address)
    return version !== 0 && list.check(address, familyOf(version))
  }
})

function familyOf(version: number): 'ipv4' | 'ipv6' {
  return version === 4 ? 'ipv4' : 'ipv6'
}

/**
 * An IP address in one canonical spelling (IPv4-mapped IPv6 as IPv4, without zone, lower case,
 * compressed), or null.
 */
export function canonicalAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '')
  const version = isIP(bare)
  if (version === 4) return bare
  if (version === 0) return null
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical)
  if (!mapped) return canonical
  const [high, low] = [mapped[1], mapped[2]].map((part) => Number.parseInt(part ?? '', 16))
  return [(high ?? 0) >> 8, (high ?? 0) & 255, (low ?? 0) >> 8, (low ?? 0) & 255].join('.')
}

/**
 * The part of an address that identifies one client: an IPv4 address, or the /64 network that an
 * IPv6 client has to itself.
 */
export function clientNetwork(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail = ''] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === '' ? [] : tail.split(':')
  const gap = address.includes('::') ? Array<string>(8 - first.length - last.length).fill('0') : []
  return `${[...first, ...gap, ...last].slice(0, 4).join(':')}::/64`
}

export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
}

/** Whether the name or address can only be reached from this machine. */
export function isLoopbackName(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  const address = canonicalAddress(name)
  return address !== null && isLoopbackAddress(address)
}
