import type { LookupAddress, LookupAllOptions } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { LRUCache } from 'lru-cache'

/** Short enough for a provider that moves, long enough for the connections of a busy minute. */
const freshMs = 30_000
const mostNames = 100

/** The addresses of a host name. */
export type FindAddresses = (
  hostname: string,
  options: LookupAllOptions,
) => Promise<LookupAddress[]>

/**
 * Remembers the addresses of host names: a look-up takes a round trip, and the system makes only
 * four at a time. A failed one is not remembered.
 * @param resolve asks the system
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
