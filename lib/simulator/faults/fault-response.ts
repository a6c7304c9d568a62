import type { OutgoingHttpHeaders } from 'node:http'
import { setImmediate as nextLoopTurn, setTimeout as wait } from 'node:timers/promises'
import type { Exchange, SimulatorContext } from '../exchange.ts'
import { sendJson } from '../http-json.ts'

/** The operations with which a fault writes its response. */
export interface FaultResponse {
  exchange: Exchange
  /** Aborts when the client disconnects. */
  left: AbortSignal
  /** Sends the response head; the default status is 200. */
  open(headers: OutgoingHttpHeaders, status?: number): void
  /** Sends bytes of the body as a separate HTTP chunk and packet. */
  write(part: string | Uint8Array): Promise<void>
  /** Sends raw bytes on the socket, outside HTTP framing. */
  writeRaw(bytes: string | Uint8Array): Promise<void>
  /** Waits for a duration in milliseconds, which the time scale divides. */
  pause(ms: number): Promise<void>
  /** Waits until the client disconnects. */
  hang(): Promise<never>
  end(): void
  json(status: number, body: unknown, headers?: OutgoingHttpHeaders): void
  /** Ends the connection with RST. */
  reset(): void
  /** Ends the connection with FIN at any point of the response. */
  close(): void
  /** How often the same conversation was sent before. */
  attempt: number
}

export function createFaultResponse(
  exchange: Exchange,
  context: SimulatorContext,
  options: { timeScale: number; attempt: number },
): FaultResponse {
  const { response } = exchange
  const client = new AbortController()
  response.once('close', () => client.abort())
  const left = client.signal
  const timeScale = context.timeScale * options.timeScale

  /** Waits one turn of the event loop, or for `drain` when the client reads slowly. */
  async function flushed(isBuffered: boolean) {
    left.throwIfAborted()
    if (isBuffered) await nextLoopTurn(undefined, { signal: left })
    else await drained()
  }
  function drained() {
    return new Promise<void>((resolve, reject) => {
      const stop = () => reject(left.reason)
      left.addEventListener('abort', stop, { once: true })
      response.once('drain', () => {
        left.removeEventListener('abort', stop)
        resolve()
      })
    })
  }

  return {
    exchange,
    left,
    attempt: options.attempt,
    open(headers, status = 200) {
      response.writeHead(status, headers)
      response.flushHeaders()
    },
    write: (part) => flushed(response.write(part)),
    async writeRaw(bytes) {
      response.socket?.write(bytes)
      await nextLoopTurn(undefined, { signal: left })
    },
    async pause(ms) {
      await wait(ms / timeScale, undefined, { signal: left })
    },
    hang: () =>
      new Promise((_resolve, reject) => {
        if (left.aborted) reject(left.reason)
        left.addEventListener('abort', () => reject(left.reason), { once: true })
      }),
    end: () => void response.end(),
    json(status, body, headers = {}) {
      for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined) response.setHeader(name, value)
      }
      sendJson(response, status, body)
    },
    reset() {
      exchange.breakOff()
      response.socket?.resetAndDestroy()
    },
    close() {
      exchange.breakOff()
      response.socket?.destroySoon()
    },
  }
}
