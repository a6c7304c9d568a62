import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * The part of a request that routes use: satisfied by a web `Request` and by the wrapper of Node's.
 */
export interface RouteRequest {
  readonly method: string
  readonly url: string
  readonly headers: Pick<Headers, 'get'>
  readonly body: AsyncIterable<Uint8Array> | null
  /** Aborts when the client disconnects. */
  readonly signal: AbortSignal
}

/** Node's request as routes read it, without the cost of a web `Request`. */
export function nodeRequest(incoming: IncomingMessage, response: ServerResponse): RouteRequest {
  const leaving = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort()
  })
  return {
    method: incoming.method ?? 'GET',
    // Only path and query are read. The `Host` header is left out because it may be invalid in a
    // URL.
    url: `http://localhost${incoming.url}`,
    headers: {
      get(name) {
        const value = incoming.headers[name.toLowerCase()]
        return Array.isArray(value) ? value.join(', ') : (value ?? null)
      },
    },
    // The request is not destroyed when reading ends early, because the connection carries the
    // refusal.
    body: { [Symbol.asyncIterator]: () => incoming.iterator({ destroyOnReturn: false }) },
    signal: leaving.signal,
  }
}
