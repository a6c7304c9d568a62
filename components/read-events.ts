import { parseJsonEventStream } from 'ai'
import { z } from 'zod'
import type { ErrorBody } from '#lib/contracts/error-body.ts'
import { ApiError } from './api-client.ts'

/**
 * Sends a POST request and yields the response's server-sent events as they arrive.
 * @throws ApiError, and a TypeError when the connection breaks
 */
export async function* readEvents<T>(
  path: string,
  body: unknown,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  })
  if (!response.ok || !response.body) {
    const noJson = () => ({})
    const error: Partial<ErrorBody> = await response.json().catch(noJson)
    throw new ApiError(response.status, error)
  }
  const events = parseJsonEventStream({ stream: response.body, schema: z.custom<T>() })
  const reader = events.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (!next.value.success) throw next.value.error
    yield next.value.value
  }
}
