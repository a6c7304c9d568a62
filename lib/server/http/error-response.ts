import { ZodError } from 'zod'
import { AppError, type ErrorBody } from '#lib/contracts/app-error.ts'
import { logError } from '../log-error.ts'

/** The answer to a failed request. Unexpected failures are logged and told without detail. */
export function errorResponse(error: unknown): Response {
  const known = toAppError(error)
  const { code, status, userMessage, field } = known
  const body: ErrorBody = { error: { code, message: userMessage, ...(field && { field }) } }
  return Response.json(body, { status })
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof ZodError) return invalidInput(error)
  logError(error)
  return new AppError({
    code: 'internal',
    status: 500,
    userMessage: 'Something went wrong in Lumos. The server log has the details.',
    cause: error,
  })
}

/** The first thing that is wrong, with the path of its field. */
export function invalidInput(error: ZodError): AppError {
  const issue = error.issues[0]
  const path = [...(issue?.path ?? [])]
  let message = issue?.message ?? 'is invalid'
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    path.push(key)
    message = `Unknown field "${key}"`
  }
  const field = path.join('.')
  return new AppError({
    code: 'invalid-input',
    status: 400,
    userMessage: field && !message.startsWith('Unknown') ? `${field}: ${message}` : message,
    field,
    cause: error,
  })
}
