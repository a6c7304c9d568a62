import { WebSocketServer } from 'ws'
import { AppError } from '#lib/contracts/app-error.ts'
import { shuttingDown } from '../cluster/draining.ts'
import { checkOrigin } from '../http/check-origin.ts'
import { errorResponse } from '../http/error-response.ts'
import { sendResponse, type UpgradeListener } from '../http/node-listener.ts'
import { type AccessServices, requireUser, watchUser } from '../http/require-user.ts'
import { nodeRequest } from '../http/route-request.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import {
  type ChatSocket,
  closeCodes,
  type SocketLimits,
  serveSocket,
  socketLimits,
} from './chat-socket.ts'

/** As large as the body of a request may be. */
const mostBytes = 1_048_576
/** Of one user, on this instance. */
const mostSockets = 30

/** `GET /api/ws`: chats over a WebSocket, for the pages of a signed-in user. */
export function socketListener(
  services: AccessServices & Pick<Services, 'env' | 'draining'>,
  limits: SocketLimits = socketLimits,
): UpgradeListener {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: mostBytes,
    // Costs more CPU than a token's bytes are worth.
    perMessageDeflate: false,
  })
  const byUser = new Map<string, Set<ChatSocket>>()
  services.draining.onLeave(() => {
    for (const sockets of byUser.values()) for (const socket of sockets) socket.restart()
  })

  const admit = async (
    request: Parameters<typeof requireUser>[1] & Parameters<typeof checkOrigin>[0],
  ) => {
    checkOrigin(request, services.env.publicUrl)
    if (services.draining.isLeaving()) throw shuttingDown()
    return requireUser(services, request, { access: 'user' })
  }
  const accept = async (...[incoming, response, head]: Parameters<UpgradeListener>) => {
    const since = performance.now()
    const request = nodeRequest(incoming, response)
    const refuse = (error: unknown) => sendResponse(errorResponse(error, request), response)
    const user = await admit(request).catch(refuse)
    const connection = response.socket
    if (!user || !connection) return
    // Nothing is awaited between this and the socket's being counted.
    if ((byUser.get(user.id)?.size ?? 0) >= mostSockets) return refuse(tooManySockets())
    response.detachSocket(connection)
    server.handleUpgrade(incoming, connection, head, (socket) => {
      const served = serveSocket(socket, request, limits)
      const sockets = byUser.get(user.id) ?? new Set()
      byUser.set(user.id, sockets.add(served))
      const reader = { access: 'user', userId: user.id, since, request } as const
      const unwatch = watchUser(services, reader, () =>
        served.close(closeCodes.refused, 'The session has ended.'),
      )
      if (services.draining.isLeaving()) served.restart()
      socket.once('close', () => {
        unwatch()
        sockets.delete(served)
        if (sockets.size === 0 && byUser.get(user.id) === sockets) byUser.delete(user.id)
      })
    })
  }
  return (...handshake) => void accept(...handshake).catch(logError)
}

function tooManySockets(): AppError {
  const displayMessage = `${mostSockets} pages are connected already. Close one of them.`
  return new AppError({ code: 'too-many-sockets', status: 429, displayMessage })
}
