import { noteConnectionLost } from '#components/app/offline/connection.ts'
import { leaveForSignIn } from '#components/app/return-address.ts'
import type { ErrorBody } from '#lib/contracts/error-body.ts'

/** An error response of the API. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  /** Seconds after which a rate-limited request may be repeated; undefined without a limit. */
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, body: Partial<ErrorBody>) {
    super(body.error?.message ?? `HTTP ${status}`)
    this.status = status
    this.code = body.error?.code ?? 'unknown'
    this.field = body.error?.field
    this.retryAfterSeconds = body.error?.retryAfterSeconds
  }
}

/**
 * Calls the API. If the session has ended, the user is sent to the sign-in page.
 * @throws ApiError
 */
export async function callApi<T = unknown>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await send(path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  const text = await response.text()
  if (!response.ok) {
    const error = new ApiError(response.status, parseJson(text))
    if (response.status === 401 && !path.startsWith('/api/auth/')) leaveForSignIn(error.code)
    throw error
  }
  return parseJson(text) as T
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, init)
    // The service worker answers from what it has stored.
    if (response.headers.has('x-lumos-stored')) noteConnectionLost()
    return response
  } catch (error) {
    if (error instanceof TypeError) noteConnectionLost()
    throw error
  }
}

/** Fetcher for SWR, whose key is the path. */
export function fetchApi<T>(path: string): Promise<T> {
  return callApi<T>('GET', path)
}

function parseJson(text: string): Partial<ErrorBody> {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return {}
  }
}
