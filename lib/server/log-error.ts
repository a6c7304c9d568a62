import { AppError } from '#lib/contracts/app-error.ts'
import { log } from './log.ts'

/**
 * Writes an unexpected failure to the log as one line, without the data that caused it.
 * @param where the operation, e.g. the request's method and path
 */
export function logError(error: unknown, where: Record<string, string> = {}): void {
  const name =
    error instanceof AppError ? error.code : error instanceof Error ? error.name : 'error'
  const message = error instanceof Error ? error.message : String(error)
  const stack = error instanceof Error ? error.stack?.split('\n').slice(1, 4).join(' ') : undefined
  log().error({ ...where, name, stack }, message)
}
