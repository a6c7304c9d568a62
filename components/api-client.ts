import { leaveForSignIn } from '#components/app/return-address.ts'
import type { ErrorBody } from '#lib/contracts/app-error.ts'

/** An answer of the API that says what went wrong. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  /** When it may be tried again, where the server limits it. */
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
 * Calls the API. Somebody whose session ended is sent to the sign-in page.
 * @throws ApiError
 */
export async function callApi<T = unknown>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(path, {
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

/** For SWR: the path is the key. */
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
