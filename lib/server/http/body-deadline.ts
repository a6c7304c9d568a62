import type { IncomingMessage, ServerResponse } from 'node:http'

const bodyMs = 30_000
/** Deadline for files and imports, which may be large and arrive over a slow connection. */
const largeBodyMs = 600_000
const largeBodies = /^\/api\/(?:files|chats\/import|memories\/import)(?:$|[/?])/

/** Time limit for receiving a request's body, milliseconds. */
export function bodyDeadlineMs(path: string): number {
  return largeBodies.test(path) ? largeBodyMs : bodyMs
}

/**
 * Answers 408 when a body has not arrived in time, or closes the connection if the answer has
 * begun. A client that sends a byte now and then would otherwise hold the connection and the
 * handler.
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
