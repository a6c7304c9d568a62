import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { processWide } from '#lib/process-wide.ts'
import { logError } from '../log-error.ts'
import type { Route } from './create-route.ts'
import { EventStream, heartbeat, heartbeatMs } from './event-stream.ts'
import { nodeRequest } from './route-request.ts'
import { securityHeaders } from './security-headers.ts'

/** Answers a request on Node's response object. */
export type NodeListener = (incoming: IncomingMessage, response: ServerResponse) => void

/**
 * Routes without parameters that the HTTP server answers itself, by `METHOD /path`. Under load,
 * Next's dispatch to a route handler costs more than everything Lumos does before the first token.
 * The same routes exist in `app/` for servers that only run Next.
 */
export function directRoutes(): Map<string, NodeListener> {
  return processWide('direct-routes', () => new Map())
}

/** Takes over the connection of an upgrade request, or refuses it with the response. */
export type UpgradeListener = (
  incoming: IncomingMessage,
  response: ServerResponse,
  head: Buffer,
) => void

/** The paths whose connections are upgraded. */
export function upgradeListeners(): Map<string, UpgradeListener> {
  return processWide('upgrade-listeners', () => new Map())
}

/** Makes a Node listener of a route. */
export function nodeListener(route: Pick<Route, 'answer'>): NodeListener {
  return (incoming, response) => {
    answer(route, incoming, response).catch((error: unknown) => {
      logError(error)
      // Only a broken connection tells the reader that the answer is not whole.
      response.destroy()
    })
  }
}

async function answer(
  route: Pick<Route, 'answer'>,
  incoming: IncomingMessage,
  response: ServerResponse,
) {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  const request = nodeRequest(incoming, response)
  const answer = await route.answer(request)
  if (answer instanceof EventStream) await sendEvents(answer, response, request.signal)
  else await sendResponse(answer, response)
}

export async function sendResponse(answer: Response, response: ServerResponse) {
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(Buffer.from(await answer.arrayBuffer()))
}

async function sendEvents(stream: EventStream, response: ServerResponse, signal: AbortSignal) {
  response.writeHead(200, stream.headers)
  const timer = setInterval(() => {
    if (!response.writableNeedDrain) response.write(heartbeat)
  }, heartbeatMs)
  const ended = stream.sending(() => response.destroy())
  try {
    for await (const chunk of stream.events) {
      if (!response.write(chunk)) await drained(response, signal)
    }
    response.end()
  } finally {
    clearInterval(timer)
    ended()
  }
}

/** Resolves when the response accepts more data or its reader is gone. */
async function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  const left = () => undefined
  await once(response, 'drain', { signal }).catch(left)
}
