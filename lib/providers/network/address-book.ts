import type { LookupAddress, LookupAllOptions } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { LRUCache } from 'lru-cache'

/** Lifetime of an entry: short for a provider that changes its address, long for a busy minute. */
const freshMs = 30_000
const mostNames = 100

/** Finds the addresses of a host name. */
export type FindAddresses = (
  hostname: string,
  options: LookupAllOptions,
) => Promise<LookupAddress[]>

/**
 * Caches the addresses of host names: a lookup takes a round trip, and libuv's thread pool runs
 * only four at a time. Failed lookups are not cached.
 * @param resolve the system's lookup
 */
export function createAddressBook(resolve: FindAddresses = lookup): FindAddresses {
  const lookups = new LRUCache<string, Promise<LookupAddress[]>>({ max: mostNames, ttl: freshMs })
  return (hostname, options) => {
    const remembered = lookups.get(hostname)
    if (remembered) return remembered
    const asked = resolve(hostname, options)
    lookups.set(hostname, asked)
    asked.catch(() => lookups.delete(hostname))
    return asked
  }
}
