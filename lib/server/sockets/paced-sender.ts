import type { WebSocket } from 'ws'

/** Sends frames as fast as the other side takes them. */
export interface PacedSender {
  /** Resolves when more may be sent, or the socket is not open any more. */
  send(frames: string[]): Promise<void>
}

/** What may wait in the process for a slow reader, bytes. The kernel's buffer comes on top. */
const mostWaitingBytes = 65_536

/** @param onTaken called when frames have left the process */
export function createPacedSender(socket: WebSocket, onTaken: () => void): PacedSender {
  return {
    async send(frames) {
      if (socket.readyState !== socket.OPEN || frames.length === 0) return
      const taken = Promise.withResolvers<void>()
      frames.forEach((frame, index) => {
        const isLast = index === frames.length - 1
        socket.send(frame, isLast ? () => taken.resolve() : undefined)
      })
      void taken.promise.then(onTaken)
      if (socket.bufferedAmount > mostWaitingBytes) await taken.promise
    },
  }
}
