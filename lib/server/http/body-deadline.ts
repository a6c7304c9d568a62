import type { IncomingMessage, ServerResponse } from 'node:http'

const bodyMs = 30_000
/** Files and imports may be large and the way slow. */
const largeBodyMs = 600_000
const largeBodies = /^\/api\/(?:files|chats\/import|memories\/import)(?:$|[/?])/

/** How long a request's body may take to arrive, milliseconds. */
export function bodyDeadlineMs(path: string): number {
  return largeBodies.test(path) ? largeBodyMs : bodyMs
}

/**
 * Ends a request whose body has not arrived in time with 408, or its connection where an answer has
 * begun: a client that sends a byte now and then would hold the connection and the handler.
 */
export function limitBodyTime(
  incoming: IncomingMessage,
  response: ServerResponse,
  deadlineMs: number,
): void {
  if (incoming.complete || !hasBody(incoming)) return
  const timer = setTimeout(() => {
    if (!response.headersSent) {
      response.writeHead(408, { connection: 'close', 'content-type': 'application/json' })
      const message = 'The body took too long to arrive.'
      response.end(JSON.stringify({ error: { code: 'body-too-slow', message } }))
    }
    incoming.destroy()
  }, deadlineMs)
  timer.unref()
  const clear = () => clearTimeout(timer)
  incoming.once('end', clear).once('close', clear)
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
