import type { OutgoingHttpHeaders } from 'node:http'
import { setImmediate as nextLoopTurn, setTimeout as wait } from 'node:timers/promises'
import type { Exchange, SimulatorContext } from '../exchange.ts'
import { sendJson } from '../http-json.ts'

/** What a fault writes its answer with. */
export interface FaultResponse {
  exchange: Exchange
  /** Aborts when the client is gone. */
  left: AbortSignal
  /** Sends the head; status 200 when not given. */
  open(headers: OutgoingHttpHeaders, status?: number): void
  /** Sends bytes of the body in an HTTP chunk and packet of their own. */
  write(part: string | Uint8Array): Promise<void>
  /** Sends bytes beside HTTP. */
  writeRaw(bytes: string | Uint8Array): Promise<void>
  /** Milliseconds before the time scale. */
  pause(ms: number): Promise<void>
  /** Waits until the client leaves. */
  hang(): Promise<never>
  end(): void
  json(status: number, body: unknown, headers?: OutgoingHttpHeaders): void
  /** Ends the connection with RST. */
  reset(): void
  /** Ends the connection with FIN, wherever the answer is. */
  close(): void
  /** How often this very conversation was sent before. */
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

  /** Waits for a client that does not read. */
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
