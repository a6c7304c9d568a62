import { errorCode } from '../errors.ts'

/** The code of errors that say that the database cannot be reached, where the driver gives none. */
const awayCode = 'database-away'

const networkCodes = [
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT'],
]
/** Of Prisma: unreachable, timed out, closed, no connection in the pool. */
const prismaCodes = ['P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024']
const awayCodes = new Set([awayCode, ...networkCodes, ...prismaCodes])
/** Of PostgreSQL: connection exceptions, shutdown and start, too many connections. */
const serverCodes = /^(08...|57P0.|53300)$/

/** Whether the statement failed because the database is away, starting or full of connections. */
export function isDatabaseAway(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = errorCode(at)
    if (awayCodes.has(code) || serverCodes.test(code)) return true
  }
  return false
}

/** Adds the code to a driver's error that has none. */
export function markAway<E>(error: E): E {
  if (error instanceof Error && !('code' in error)) Object.assign(error, { code: awayCode })
  return error
}
