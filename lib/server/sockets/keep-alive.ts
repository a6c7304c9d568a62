import type { WebSocket } from 'ws'

export interface KeepAlive {
  /** The other side has sent or taken something. */
  seen(): void
}

export interface KeepAliveTimes {
  /** Shorter than proxies keep a silent connection. */
  heartbeatMs: number
  /** A reader that takes nothing for this long is gone, or too slow. */
  patienceMs: number
}

/**
 * Pings the other side, and ends the connection when nothing is seen of it for too long.
 * @param onBeat called with every heartbeat
 */
export function keepAlive(
  socket: WebSocket,
  { heartbeatMs, patienceMs }: KeepAliveTimes,
  onBeat: () => void,
): KeepAlive {
  let seenAt = performance.now()
  const seen = () => {
    seenAt = performance.now()
  }
  const timer = setInterval(() => {
    onBeat()
    if (performance.now() - seenAt > patienceMs) socket.terminate()
    else socket.ping()
  }, heartbeatMs)
  socket.on('pong', seen)
  socket.once('close', () => clearInterval(timer))
  return { seen }
}
