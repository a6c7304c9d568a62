import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'

/** A provider's address that must not be connected to. */
export class AddressRefusedError extends Error {
  readonly code = 'address-refused'
}

const never = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  never.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['::', 128],
  ['fe80::', 10],
  ['fd00:ec2::254', 128],
  ['ff00::', 8],
] as const) {
  never.addSubnet(network, prefix, 'ipv6')
}

const internal = new BlockList()
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['192.0.0.0', 24],
  ['198.18.0.0', 15],
] as const) {
  internal.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['64:ff9b::', 96],
  ['2002::', 16],
] as const) {
  internal.addSubnet(network, prefix, 'ipv6')
}

/**
 * Metadata services, link-local and multicast addresses are always refused; loopback and private
 * ones unless `isPrivateAllowed`. IPv4 written as IPv6 is judged as the IPv4 address that it is.
 */
export function isAddressAllowed(address: string, isPrivateAllowed: boolean): boolean {
  const version = isIP(address)
  if (version === 0) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (never.check(address, family)) return false
  return isPrivateAllowed || !internal.check(address, family)
}

/** A connector that connects only to addresses that were checked: the name is resolved once. */
export function guardedConnector(isPrivateAllowed: boolean): buildConnector.connector {
  const lookup: LookupFunction = (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0)
      const addresses = found as LookupAddress[]
      const refused = addresses.find(({ address }) => !isAddressAllowed(address, isPrivateAllowed))
      if (refused) return callback(refusal(hostname), '', 0)
      if (options.all) return callback(null, addresses)
      callback(null, addresses[0]?.address ?? '', addresses[0]?.family)
    })
  }
  const connect = buildConnector({
    timeout: 60_000,
    allowH2: false,
    autoSelectFamily: true,
    lookup,
  })
  return (options, callback) => {
    // A literal address is connected to without a look-up.
    const host = options.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) && !isAddressAllowed(host, isPrivateAllowed))
      return callback(refusal(host), null)
    connect(options, callback)
  }
}

function refusal(host: string): AddressRefusedError {
  return new AddressRefusedError(
    `${host} is a private or reserved address. An admin of the server can allow private providers with LUMOS_PRIVATE_PROVIDERS=allow.`,
  )
}
