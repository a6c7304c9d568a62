import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import { withDeadline } from '#lib/async/with-deadline.ts'
import { processWide } from '#lib/process-wide.ts'

const defaultAnswerMs = 1_000

/** The connections of HTTP servers, without those that became WebSockets. */
export interface Connections {
  watch(server: Server): void
  /**
   * Takes no new connections. Those that are open stay, and each ends with its next answer: closed
   * at once, it might meet a request that is on its way.
   */
  stopListening(): Promise<void>
  /** The number of open connections. */
  size(): number
  /** The number of answers that have not been sent to their end. */
  answering(options?: { withoutStreams?: boolean }): number
  /** When the last answer ended, by `performance.now()`. */
  answeredAt(): number
  /** Ends all connections: those without an answer at once, the others when it has been sent. */
  end(): Promise<void>
}

/** Those of this process, which `main.ts` opens and `boot` ends. */
export function httpConnections(): Connections {
  return processWide('http-connections', () => createConnections())
}

/** @param answerMs how long answers may take to reach their readers at the end */
export function createConnections(answerMs = defaultAnswerMs): Connections {
  const servers = new Set<Server>()
  const sockets = new Set<Socket>()
  const answers = new Map<ServerResponse, Socket>()
  let stopping: Promise<void> | undefined
  let isLast = false
  let answeredAt = 0

  const stop = async () => {
    for (const server of servers) {
      // What clients have opened until now is accepted; a listener that closes resets the rest.
      await nextLoopTurn()
      // The HTTP server's own `close` destroys connections on which a request may be on its way or
      // an answer has not been sent to its end.
      NetServer.prototype.close.call(server)
    }
    isLast = true
    for (const response of answers.keys()) response.shouldKeepAlive = false
  }
  const stopListening = () => {
    stopping ??= stop()
    return stopping
  }
  return {
    watch(server) {
      servers.add(server)
      server.on('connection', (socket) => {
        sockets.add(socket)
        socket.once('close', () => sockets.delete(socket))
      })
      server.on('upgrade', (incoming) => sockets.delete(incoming.socket))
      server.prependListener('request', (incoming, response) => {
        if (isLast) response.shouldKeepAlive = false
        answers.set(response, incoming.socket)
        response.once('close', () => {
          answers.delete(response)
          answeredAt = performance.now()
        })
      })
    },
    stopListening,
    size: () => sockets.size,
    answering({ withoutStreams = false } = {}) {
      if (!withoutStreams) return answers.size
      return [...answers.keys()].filter((response) => !isEventStream(response)).length
    },
    answeredAt: () => answeredAt,
    async end() {
      await stopListening()
      // Requests that have arrived are answered: sockets are read between two turns.
      await nextLoopTurn()
      await nextLoopTurn()
      const busy = new Set(answers.values())
      for (const socket of sockets) if (!busy.has(socket)) socket.destroy()
      const ends = [...answers.keys()].map((response) => once(response, 'close'))
      await withDeadline(Promise.all(ends), answerMs)
      for (const socket of sockets) socket.destroy()
    },
  }
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type')).startsWith('text/event-stream')
}
