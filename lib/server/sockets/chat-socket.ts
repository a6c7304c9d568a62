import type { WebSocket } from 'ws'
import type { RouteRequest } from '../http/route-request.ts'
import { parseFrame } from './client-frame.ts'
import { createFrameRoutes } from './frame-routes.ts'
import { type KeepAliveTimes, keepAlive } from './keep-alive.ts'
import { createOperations } from './operations.ts'
import { createPacedSender } from './paced-sender.ts'

/** Close codes of RFC 6455 and its registry. */
export const closeCodes = { restart: 1012, refused: 1008, unsupported: 1003 } as const

export interface SocketLimits extends KeepAliveTimes {
  /** Streams that are sent at once. */
  mostOperations: number
  /** Frames between two heartbeats. */
  mostFrames: number
}

export const socketLimits: SocketLimits = {
  heartbeatMs: 15_000,
  patienceMs: 45_000,
  mostOperations: 50,
  mostFrames: 300,
}

export interface ChatSocket {
  /** Ends it at once. */
  close(code: number, reason: string): void
  /** Lets its streams end, and takes nothing new. */
  restart(): void
}

/** Serves a socket of a signed-in user. */
export function serveSocket(
  socket: WebSocket,
  handshake: Pick<RouteRequest, 'headers'>,
  limits: SocketLimits,
): ChatSocket {
  let isRestarting = false
  let frames = 0
  const alive = keepAlive(socket, limits, () => {
    frames = 0
  })
  const sender = createPacedSender(socket, alive.seen)
  const restartWhenIdle = () => {
    if (isRestarting && operations.size() === 0) close(closeCodes.restart, restartReason)
  }
  const operations = createOperations(createFrameRoutes(handshake), sender, restartWhenIdle)
  const close = (code: number, reason: string) => {
    operations.end()
    socket.close(code, reason)
  }

  socket.on('message', (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return
    alive.seen()
    frames += 1
    if (frames > limits.mostFrames) return close(closeCodes.refused, 'Too many frames.')
    if (isBinary) return close(closeCodes.unsupported, 'Frames are text.')
    const frame = parseFrame(String(data))
    if (!frame) return close(closeCodes.refused, 'This frame cannot be read.')
    // The client sends it again to another instance.
    if (isRestarting && frame.type === 'send') return close(closeCodes.restart, restartReason)
    const isFull = operations.size() >= limits.mostOperations && frame.type !== 'abort'
    if (isFull) return close(closeCodes.refused, 'Too many requests at once.')
    if (!operations.take(frame)) close(closeCodes.refused, 'This request is being answered.')
  })
  socket.once('close', operations.end)
  // The library ends the connection, too: a frame was too large, or broken.
  socket.on('error', operations.end)
  return {
    close,
    restart() {
      isRestarting = true
      restartWhenIdle()
    },
  }
}

const restartReason = 'Lumos is restarting. Connect again.'
