import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { errorCode, StartError } from '#lib/errors.ts'
import { PrismaClient } from './generated/client.ts'

/** The connections to the database. */
export interface Database {
  /** Connections for everything except turns, with and without Prisma. */
  pool: Pool
  /**
   * Connections for what every turn waits for, and for nothing else, so that slow statements
   * elsewhere never occupy them.
   */
  turnPool: Pool
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
export function createDatabase(url: string, options: { maxConnections?: number } = {}): Database {
  const pool = createPool(url, options.maxConnections ?? 12)
  const turnPool = createPool(url, 8)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions })
  return {
    pool,
    turnPool,
    prisma,
    url,
    async close() {
      await prisma.$disconnect()
      for (const each of [pool, turnPool]) if (!each.ended) await each.end()
    },
  }
}

function createPool(connectionString: string, max: number): Pool {
  const pool = new Pool({
    connectionString,
    max,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'lumos',
  })
  // A broken idle connection is replaced when it is next used.
  pool.on('error', () => undefined)
  return pool
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
