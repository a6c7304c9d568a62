import type { ConnectionShare } from '#lib/db/connection-limits.ts'
import { log } from '../log.ts'

/**
 * Shares the database's connections among the instances.
 * @returns to be told how many live; says in the log what that changes
 */
export function createConnectionSharing(share: ConnectionShare): (instances: number) => void {
  let used: number | undefined
  let areTooMany = false
  return (instances) => {
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
