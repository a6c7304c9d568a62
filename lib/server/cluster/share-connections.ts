import type { ConnectionShare } from '#lib/db/connection-limits.ts'
import { log } from '../log.ts'

/** An instance is counted every two seconds. Those that start together come one after the other. */
const countsTogether = 5

/**
 * Shares the database's connections among the instances. Their number counts from when it is
 * counted if it grows, and ten seconds later if it falls or is the first one.
 * @returns to be told how many live; says in the log what that changes
 */
export function createConnectionSharing(share: ConnectionShare): (instances: number) => void {
  const counts: number[] = []
  let used: number | undefined
  let areTooMany = false
  return (counted) => {
    counts.push(counted)
    if (counts.length < countsTogether) return
    const instances = Math.max(...counts)
    counts.shift()
    const connections = share.among(instances)
    if (connections !== used && used !== undefined)
      log().info({ instances, connections }, 'The instances share the database’s connections.')
    used = connections
    const wereTooMany = areTooMany
    areTooMany = instances * connections > share.allowed
    if (!areTooMany || wereTooMany) return
    const needed = `${instances} instances may use ${instances * connections} connections`
    log().warn(`${needed}, the database allows ${share.allowed}. Raise its max_connections.`)
  }
}
