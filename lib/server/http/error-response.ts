import type { ZodError } from 'zod'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { ErrorBody } from '#lib/contracts/error-body.ts'
import { isDatabaseAway } from '#lib/db/database-away.ts'
import { errorCode } from '#lib/errors.ts'
import { logError } from '../log-error.ts'
import type { RouteRequest } from './route-request.ts'

/**
 * Prisma's code for a transaction that could not begin in time or exceeded its timeout; it is
 * rolled back.
 */
const transactionTimeout = 'P2028'
/** Prisma's code for a row that is gone: somebody else deleted it after it had been found. */
const rowGone = 'P2025'

/**
 * The response to a failed request. Unexpected errors are logged, and their details are not sent.
 */
export function errorResponse(error: unknown, request: RouteRequest): Response {
  const { code, status, displayMessage, field, retryAfterSeconds } = toAppError(error, request)
  const body: ErrorBody = {
    error: {
      ...{ code, message: displayMessage },
      ...(field && { field }),
      ...(retryAfterSeconds && { retryAfterSeconds }),
    },
  }
  const headers = retryAfterSeconds ? { 'retry-after': String(retryAfterSeconds) } : undefined
  return Response.json(body, { status, headers })
}

function toAppError(error: unknown, request: RouteRequest): AppError {
  if (error instanceof AppError) return error
  const code = errorCode(error)
  if (code === transactionTimeout) return serverBusy(error)
  if (code === rowGone) return notFound('entry')
  if (isDatabaseAway(error)) {
    logError(error)
    return databaseMissing(error)
  }
  const id = crypto.randomUUID().slice(0, 8)
  const { pathname } = new URL(request.url)
  logError(error, { id, method: request.method, path: pathname })
  return new AppError({
    code: 'internal',
    status: 500,
    displayMessage: `Something went wrong in Lumos. The server's log has the details under ${id}.`,
    cause: error,
  })
}

/** The database is away or does not answer in time. */
export function databaseMissing(cause: unknown): AppError {
  return new AppError({
    code: 'database-missing',
    status: 503,
    displayMessage: 'The database does not answer. Try again in a moment.',
    retryAfterSeconds: 2,
    cause,
  })
}

/** The server was too busy to finish in time; nothing was saved. */
export function serverBusy(cause?: unknown): AppError {
  return new AppError({
    code: 'busy',
    status: 503,
    displayMessage: 'Lumos is too busy to save this. Try again in a moment.',
    cause,
  })
}

/** A validation error with the path and message of the first issue. */
export function invalidInput(error: ZodError): AppError {
  const issue = error.issues[0]
  const path = [...(issue?.path ?? [])]
  const common = { code: 'invalid-input', status: 400, cause: error }
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    const field = [...path, key].join('.')
    return new AppError({ ...common, displayMessage: `Unknown field "${key}"`, field })
  }
  const field = path.join('.')
  const message = issue?.message ?? 'Invalid input'
  return new AppError({
    ...common,
    displayMessage: field ? `${field}: ${message}` : message,
    field,
  })
}
