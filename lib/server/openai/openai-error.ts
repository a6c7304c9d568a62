import { AppError } from '#lib/contracts/app-error.ts'
import { logError } from '../log-error.ts'
import type { OpenAiErrorBody } from './answers.ts'

/** An error that is sent in OpenAI's format. */
export class OpenAiError extends Error {
  readonly status: number
  readonly body: OpenAiErrorBody
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: number,
    message: string,
    options: { param?: string; code?: string; retryAfterSeconds?: number | undefined } = {},
  ) {
    super(message)
    this.status = status
    this.retryAfterSeconds = options.retryAfterSeconds
    const { param = null, code = null } = options
    this.body = { error: { message, type: typeOf(status), param, code } }
  }
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error'
  if (status === 403) return 'permission_error'
  if (status === 429) return 'rate_limit_error'
  return status < 500 ? 'invalid_request_error' : 'server_error'
}

/** @returns the error in OpenAI's format; unexpected errors are logged and become a 500 */
export function toOpenAiError(error: unknown): OpenAiError {
  if (error instanceof OpenAiError) return error
  if (error instanceof AppError) {
    const { status, displayMessage, code, field, retryAfterSeconds } = error
    const ours = status === 401 ? 'invalid_api_key' : code.replaceAll('-', '_')
    const param = field === undefined ? {} : { param: field }
    return new OpenAiError(status, displayMessage, { ...param, code: ours, retryAfterSeconds })
  }
  logError(error)
  return new OpenAiError(500, 'Something went wrong in Lumos. Try again.')
}

/** Answers requests to addresses below `/v1` that have no route, in OpenAI's words. */
export function unknownAddress({ method, url }: Request): Response {
  const { status, body } = new OpenAiError(404, `Invalid URL (${method} ${new URL(url).pathname})`)
  return Response.json(body, { status })
}

/** HTTP status for a provider failure, by its code. */
const failureStatuses: Record<string, number> = {
  'context-length': 400,
  'provider-not-found': 404,
  'provider-rate-limit': 429,
  'provider-quota': 429,
  'deadline-connect': 504,
  'deadline-first-token': 504,
  'deadline-total': 504,
}

/** The error of a run that failed before its first output. */
export function runError({ code, message }: { code: string; message: string }): OpenAiError {
  const ours = code === 'context-length' ? 'context_length_exceeded' : code.replaceAll('-', '_')
  return new OpenAiError(failureStatuses[code] ?? 502, message, { code: ours })
}
