import type { LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import type { FindAddresses } from './address-book.ts'
import { skipContinue } from './skip-continue.ts'

/** The provider's address is not allowed. */
export class AddressRefusedError extends Error {
  readonly code = 'address-refused'
}

/** Metadata services, link-local, multicast, and obsolete notations of IPv4. */
const never = blockList(
  ['0.0.0.0/8', '169.254.0.0/16', '100.100.100.200/32', '168.63.129.16/32', '192.0.0.192/32'],
  ['224.0.0.0/4', '240.0.0.0/4'],
  ['fe80::/10', 'fd00:ec2::254/128', 'fd20:ce::254/128', 'ff00::/8', '2001::/32', '2002::/16'],
)
const internal = blockList(
  ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
  ['192.0.0.0/24', '198.18.0.0/15'],
  ['::1/128', 'fc00::/7', 'fec0::/10'],
)

/**
 * Refuses metadata services, link-local and multicast addresses always; loopback and private ones
 * unless `isPrivateAllowed`. An IPv4 address embedded in IPv6 is checked as IPv4.
 */
export function isAddressAllowed(address: string, isPrivateAllowed: boolean): boolean {
  const [bare = ''] = address.split('%')
  const version = isIP(bare)
  if (version === 0) return false
  const embedded = version === 6 ? embeddedIpv4(bare) : undefined
  if (embedded !== undefined) return isAddressAllowed(embedded, isPrivateAllowed)
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (never.check(bare, family)) return false
  return isPrivateAllowed || !internal.check(bare, family)
}

/** Host names of cloud metadata services. */
const metadataHosts =
  /^(metadata|metadata\.goog|metadata\.google\.internal|instance-data(\.ec2\.internal)?)\.?$/

/** Checks a URL without looking up its host name. */
export function isUrlAllowed(url: string, isPrivateAllowed: boolean): boolean {
  const host = bareHost(new URL(url).hostname)
  if (metadataHosts.test(host)) return false
  return isIP(host) === 0 || isAddressAllowed(host, isPrivateAllowed)
}

/** Removes the brackets of IPv6. */
function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/** IPv6 networks whose last 32 bits are an IPv4 address. */
const embedding = [
  // IPv4-mapped, IPv4-compatible, IPv4-translated (RFC 2765).
  '0:0:0:0:0:ffff',
  '0:0:0:0:0:0',
  '0:0:0:0:ffff:0',
  // NAT64 (RFC 6052); its local form (RFC 8215) has any six groups after the prefix.
  '64:ff9b:0:0:0:0',
]

function embeddedIpv4(address: string): string | undefined {
  const normal = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = [], tail] = normal.split('::').map((half) => half.split(':').filter(Boolean))
  const zeros = tail ? Array.from({ length: 8 - head.length - tail.length }, () => '0') : []
  const groups = [...head, ...zeros, ...(tail ?? [])]
  const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16))
  const prefix = groups.slice(0, 6).join(':')
  const isLoopback = prefix === '0:0:0:0:0:0' && high === 0 && low === 1
  const isLocalNat = prefix.startsWith('64:ff9b:1:')
  if (isLoopback || !(embedding.includes(prefix) || isLocalNat)) return undefined
  return [high >>> 8, high & 255, low >>> 8, low & 255].join('.')
}

function blockList(...networks: string[][]): BlockList {
  const list = new BlockList()
  for (const network of networks.flat()) {
    const [address = '', prefix] = network.split('/')
    list.addSubnet(address, Number(prefix), isIP(address) === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

/**
 * Time per address before the next one is tried. Node's default of 250 ms is shorter than the
 * longest network round trips.
 */
const attemptMs = 500

/** A connector that connects only to checked addresses and caches them for a while. */
export function guardedConnector(
  isPrivateAllowed: boolean,
  find: FindAddresses,
): buildConnector.connector {
  const lookup: LookupFunction = (hostname, options, callback) => {
    const tell = (addresses: LookupAddress[]) => {
      const refused = addresses.find(({ address }) => !isAddressAllowed(address, isPrivateAllowed))
      if (refused) return callback(refusal(hostname, isPrivateAllowed), '', 0)
      if (options.all) return callback(null, addresses)
      callback(null, addresses[0]?.address ?? '', addresses[0]?.family)
    }
    const fail = (error: NodeJS.ErrnoException) => callback(error, '', 0)
    find(hostname, { ...options, all: true }).then(tell, fail)
  }
  const connect = buildConnector({
    timeout: 20_000,
    allowH2: false,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: attemptMs,
    lookup,
  })
  return (options, callback) => {
    // A literal address is connected to without a lookup.
    const host = bareHost(options.hostname)
    if (isIP(host) && !isAddressAllowed(host, isPrivateAllowed))
      return callback(refusal(host, isPrivateAllowed), null)
    connect(options, (...result) => {
      if (result[1]) skipContinue(result[1])
      callback(...result)
    })
  }
}

/** Why a proxy must not be asked for this host; undefined when it may. */
export function refusedTarget(
  hostname: string,
  addresses: LookupAddress[],
  isPrivateAllowed: boolean,
): AddressRefusedError | undefined {
  const host = bareHost(hostname)
  const all = isIP(host) ? [host] : addresses.map(({ address }) => address)
  const isRefused =
    metadataHosts.test(host) || all.some((address) => !isAddressAllowed(address, isPrivateAllowed))
  return isRefused ? refusal(host, isPrivateAllowed) : undefined
}

function refusal(host: string, isPrivateAllowed: boolean): AddressRefusedError {
  return new AddressRefusedError(
    isPrivateAllowed
      ? `${host} is an address that Lumos never connects to, such as a cloud’s metadata service.`
      : `${host} is a private or reserved address. An admin of the server can allow private providers with LUMOS_PRIVATE_PROVIDERS=allow.`,
  )
}
