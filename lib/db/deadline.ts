import { AsyncLocalStorage } from 'node:async_hooks'
import { processWide } from '../process-wide.ts'

const storage = () => processWide('database-deadline', () => new AsyncLocalStorage<number>())

/** A person waits for these statements. */
export const readDeadlineMs = 5_000
/** Background work and large requests. */
export const workDeadlineMs = 120_000
/** For statements that may take as long as they need, such as migrations. */
export const noDeadline = 0

/** Gives each database statement of the work this long, instead of its pool's deadline. */
export function withStatementDeadline<T>(ms: number, work: () => T): T {
  return storage().run(ms, work)
}

/** The deadline that applies here; undefined for that of the pool. */
export function statementDeadline(): number | undefined {
  return storage().getStore()
}
