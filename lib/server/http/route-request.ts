import type { IncomingMessage, ServerResponse } from 'node:http'

/** What routes use of a request: a web `Request` is one, and so is Node's own, wrapped. */
export interface RouteRequest {
  readonly method: string
  readonly url: string
  readonly headers: Pick<Headers, 'get'>
  readonly body: AsyncIterable<Uint8Array> | null
  /** Aborts when the client leaves. */
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
    // Not the Host header, which may hold what no URL takes: only path and query are read.
    url: `http://localhost${incoming.url}`,
    headers: {
      get(name) {
        const value = incoming.headers[name.toLowerCase()]
        return Array.isArray(value) ? value.join(', ') : (value ?? null)
      },
    },
    // Not destroyed when reading ends early: the connection carries the refusal.
    body: { [Symbol.asyncIterator]: () => incoming.iterator({ destroyOnReturn: false }) },
    signal: leaving.signal,
  }
}
