import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import { errorCode, StartError } from '#lib/errors.ts'
import { defaultConnections, shareConnections } from './connection-limits.ts'
import { readDeadlineMs } from './deadline.ts'
import type { DeadlineConnection } from './deadline-client.ts'
import { PrismaClient } from './generated/client.ts'
import { createPool } from './patient-pool.ts'

/** The connections to the database. */
export interface Database {
  /** Connections for everything except turns, with and without Prisma. */
  pool: Pool
  /**
   * Connections for what every turn waits for, and for nothing else, so that slow statements
   * elsewhere never occupy them.
   */
  turnPool: Pool
  /** One connection for the instance's lease, which is renewed under any load. */
  leasePool: Pool
  prisma: PrismaClient
  url: string
  close(): Promise<void>
}

const oldestVersion = 15

/**
 * A sign-up hashes its password within its transaction, which on a busy machine takes longer than
 * Prisma's default of 5 s. Milliseconds.
 */
const transactionOptions = { maxWait: 10_000, timeout: 30_000 }

/** Opens a database without connecting. */
export function createDatabase(
  url: string,
  options: { maxConnections?: number; deadlineMs?: number } = {},
): Database {
  const share = shareConnections(defaultConnections)
  const { maxConnections = share.general, deadlineMs = readDeadlineMs } = options
  const shared = { deadlineMs, siblings: new Set<DeadlineConnection>() }
  const pool = createPool(url, { max: maxConnections, ...shared })
  const turnPool = createPool(url, { max: share.turns, ...shared })
  const leasePool = createPool(url, { max: 1, ...shared })
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions })
  return {
    pool,
    turnPool,
    leasePool,
    prisma,
    url,
    async close() {
      await prisma.$disconnect()
      for (const each of [pool, turnPool, leasePool]) if (!each.ended) await each.end()
    },
  }
}

/** @throws StartError in one line, without the password, if the server cannot be used */
export async function checkDatabase(database: Database): Promise<void> {
  const where = describeUrl(database.url)
  let version: number
  try {
    const { rows } = await database.pool.query<{ version: string }>(
      `SELECT current_setting('server_version_num') AS version`,
    )
    version = Math.floor(Number(rows[0]?.version) / 10_000)
  } catch (cause) {
    throw new StartError(
      `DATABASE_URL: cannot use the database ${where}: ${connectionProblem(cause)}.`,
      cause,
    )
  }
  if (version < oldestVersion) {
    throw new StartError(
      `DATABASE_URL: ${where} is PostgreSQL ${version}; version ${oldestVersion} or newer is needed.`,
    )
  }
}

/** Host and database of a connection string, without its password. */
function describeUrl(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  return `${searchParams.get('host') ?? hostname}${port && `:${port}`}${pathname}`
}

function connectionProblem(error: unknown): string {
  const problems: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'this host is not known',
    ETIMEDOUT: 'it does not answer',
    '28P01': 'wrong user or password',
    '28000': 'this user may not connect',
    '3D000': 'this database does not exist',
  }
  return (
    problems[errorCode(error)] ??
    (error instanceof Error ? error.message.split('\n')[0] : String(error)) ??
    ''
  )
}
