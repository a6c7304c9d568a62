import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import { upgradeListeners } from '../http/node-listener.ts'
import { createUpgrades } from '../http/upgrades.ts'
import { listen } from '../listen.ts'
import type { Services } from '../services.ts'
import { type SocketLimits, socketLimits } from './chat-socket.ts'
import { socketListener } from './socket-listener.ts'

/** A server with nothing but `/api/ws`. */
export async function startSocketServer(
  services: Services,
  limits: Partial<SocketLimits> = {},
): Promise<{ url: string; origin: string; stop(): void }> {
  upgradeListeners().set('/api/ws', socketListener(services, { ...socketLimits, ...limits }))
  const servers = await listen(
    (_, response) => response.end('an ordinary request'),
    { port: 0, host: '127.0.0.1' },
    createUpgrades(() => services.env),
  )
  const port = servers.map((server) => (server.address() as AddressInfo).port)[0]
  return {
    url: `ws://127.0.0.1:${port}/api/ws`,
    origin: `http://127.0.0.1:${port}`,
    stop() {
      upgradeListeners().clear()
      for (const server of servers) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

type Frame = { type: string; requestId: string; sequence?: number; chunk?: Chunk } & {
  errorText?: string
}
type Chunk = { type: string; delta?: string; [field: string]: unknown }

/** One side of a socket, for tests. */
export interface TestSocket {
  socket: WebSocket
  frames: Frame[]
  /** Resolves with the first frame that fits, from the beginning. */
  wait(fits: (frame: Frame) => boolean): Promise<Frame>
  send(frame: object | string): void
  text(requestId: string): string
  /** The code and the reason with which it was closed. */
  closed: Promise<[number, string]>
}

/** @throws the status of a refused handshake */
export async function openSocket(
  url: string,
  headers: Record<string, string>,
  options: { autoPong?: boolean } = {},
): Promise<TestSocket> {
  const socket = new WebSocket(url, { headers, ...options })
  const frames: Frame[] = []
  const listeners = new Set<() => void>()
  const closed = new Promise<[number, string]>((resolve) =>
    socket.once('close', (code, reason) => resolve([code, String(reason)])),
  )
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)))
    for (const listener of listeners) listener()
  })
  // The closing follows.
  socket.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('unexpected-response', (_, { statusCode }) => {
      reject(new Error(String(statusCode)))
      socket.terminate()
    })
  })
  return {
    socket,
    frames,
    closed,
    wait: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = frames.find(fits)
          if (!found) return
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        look()
      }),
    send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    text: (requestId) =>
      frames
        .map((frame) => (frame.requestId === requestId ? (frame.chunk?.delta ?? '') : ''))
        .join(''),
  }
}

/** The frame with which AI SDK's transport asks. */
export function sendFrame(chatId: string, agentId: string, text = 'Hello') {
  const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] }
  return {
    ...{ type: 'send', requestId: crypto.randomUUID(), id: chatId, trigger: 'submit-message' },
    ...{ messages: [message], headers: {}, body: { agentId } },
  }
}

export function resumeFrame(chatId: string, lastSequence?: number) {
  const requestId = crypto.randomUUID()
  return { type: 'resume', requestId, id: chatId, lastSequence, headers: {}, body: {} }
}
