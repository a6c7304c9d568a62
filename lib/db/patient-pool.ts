import { performance } from 'node:perf_hooks'
import { Client, Pool, type PoolClient, type PoolConfig } from 'pg'
import { markAway } from './database-away.ts'
import { statementDeadline } from './deadline.ts'
import { type DeadlineConnection, deadlineClientOf } from './deadline-client.ts'
import { waitForConnection } from './wait-for-connection.ts'

/** For a connection, of pools whose statements have no deadline. */
const connectMs = 10_000
/** Of its time, from 0 to 1. */
const busyPart = 0.5

type ConnectCallback = (error: unknown, client?: PoolClient, release?: unknown) => void

/**
 * A pool that waits for a connection when the server has none left, as long as the statement may
 * take.
 */
class PatientPool extends Pool {
  override connect(): Promise<PoolClient>
  override connect(callback: ConnectCallback): void
  override connect(callback?: ConnectCallback): Promise<PoolClient> | undefined {
    const connecting = this.#connectPatiently()
    if (!callback) return connecting
    connecting.then((client) => callback(undefined, client, client.release), callback)
    return undefined
  }

  async #connectPatiently(): Promise<PoolClient> {
    const { connectionTimeoutMillis = 0 } = this.options
    const patienceMs = Math.max(connectionTimeoutMillis, statementDeadline() ?? 0)
    try {
      return await waitForConnection(() => this.#connectFairly(), patienceMs)
    } catch (error) {
      throw markAway(error)
    }
  }

  /** Once more if this process was too busy to take the connection in time. */
  async #connectFairly(): Promise<PoolClient> {
    const before = performance.eventLoopUtilization()
    try {
      return await super.connect()
    } catch (error) {
      if (performance.eventLoopUtilization(before).utilization < busyPart) throw error
      return super.connect()
    }
  }
}

interface DeadlineOptions {
  deadlineMs: number
  siblings: Set<DeadlineConnection>
}

/**
 * Creates a pool whose statements have a deadline.
 * @param options.deadlineMs of a statement, and of the wait for a connection; 0 for none
 * @param options.siblings the connections of all pools of the database
 */
export function createPool(
  connectionString: string,
  { deadlineMs, siblings, ...options }: DeadlineOptions & Pick<PoolConfig, 'max'>,
): Pool {
  const pool = new PatientPool({
    ...{ connectionString, application_name: 'lumos', ...options },
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: deadlineMs || connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    Client: deadlineClientOf(deadlineMs, siblings),
  })
  // A broken idle connection is replaced when it is next used.
  pool.on('error', () => undefined)
  // `max` may have been lowered since the connection was opened.
  pool.on('release', (_error, client) => {
    if (client instanceof Client && pool.totalCount > pool.options.max) void client.end()
  })
  return pool
}
