import type { Pool } from 'pg'
import { StartError } from '#lib/errors.ts'

/** Connections of an instance, where `LUMOS_DB_CONNECTIONS` does not say. */
export const defaultConnections = 20
/** Beside the pools: three listen, and one keeps the lease. */
const apart = 4
/** Two answer turns, three do the rest: a sign-up holds a lock and a transaction, and reads. */
const fewestConnections = apart + 5
/** The part of the server's connections that instances share; the rest is for other programs. */
const sharedPart = 0.9

/** How an instance's connections are shared: of the pools, turns get two of five. */
export function shareConnections(total: number): { general: number; turns: number } {
  const pooled = Math.max(total, fewestConnections) - apart
  const turns = Math.max(2, Math.floor(pooled * 0.4))
  return { general: pooled - turns, turns }
}

/** Gives this instance its part of what the server allows. */
export interface ConnectionShare {
  /** The connections that the server allows to all instances. */
  allowed: number
  /**
   * Sets the pools' sizes. Connections above them end after their next use, or when they have been
   * idle.
   * @param instances the number of live ones
   * @returns the connections of this one
   */
  among(instances: number): number
}

/**
 * Reads what the server allows. Until the connections are shared, the pools have the fewest, so
 * that many instances can start at once.
 * @param wanted undefined takes the default, or less where the server allows less
 * @throws StartError if the server allows fewer than wanted
 */
export async function limitConnections(
  { pool, turnPool }: { pool: Pool; turnPool: Pool },
  wanted: number | undefined,
): Promise<ConnectionShare> {
  const { rows } = await pool.query<{ allowed: number }>(
    `SELECT least(
       current_setting('max_connections')::int
         - current_setting('superuser_reserved_connections')::int,
       (SELECT nullif(rolconnlimit, -1) FROM pg_roles WHERE rolname = current_user),
       (SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database())
     ) AS allowed`,
  )
  const allowed = rows[0]?.allowed ?? defaultConnections
  if (allowed < (wanted ?? fewestConnections)) {
    const needed = wanted ? `LUMOS_DB_CONNECTIONS is ${wanted}` : `Lumos needs ${fewestConnections}`
    throw new StartError(`${needed}; the database allows this user ${allowed} connections.`)
  }
  const use = (total: number) => {
    const { general, turns } = shareConnections(total)
    pool.options.max = general
    turnPool.options.max = turns
    return total
  }
  use(fewestConnections)
  return {
    allowed,
    among(instances) {
      const fair = instances > 1 ? Math.floor((allowed * sharedPart) / instances) : allowed
      return use(wanted ?? Math.max(fewestConnections, Math.min(defaultConnections, fair)))
    },
  }
}
