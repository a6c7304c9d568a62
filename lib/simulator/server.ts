import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequestHandler } from './handle-request.ts'
import { createScheduler } from './scheduler.ts'
import { createStatistics, type Statistics } from './statistics.ts'

export interface SimulatorOptions {
  /** Default 0: a free port. */
  port?: number
  host?: '127.0.0.1'
  /** Divides all delays. */
  timeScale?: number
  seed?: number
  /** Models that `GET /v1/models` lists; all models are served in any case. */
  models?: 'demo' | 'all'
}

export interface Simulator {
  /** Base URL for clients, including `/v1`. */
  url: string
  port: number
  stats(): Statistics
  /** Closes all connections. */
  close(): Promise<void>
}

/** Keep-alive timeout for idle connections, as long as that of large providers. */
const keepAliveMs = 75_000

/**
 * Starts an OpenAI-compatible server on loopback that simulates models.
 * @throws Error when the port is in use
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const statistics = createStatistics()
  const scheduler = createScheduler()
  const host = options.host ?? '127.0.0.1'
  const server = createServer(
    { keepAliveTimeout: keepAliveMs, noDelay: true },
    createRequestHandler({
      scheduler,
      statistics,
      timeScale: options.timeScale ?? 1,
      seed: options.seed ?? 1,
      listed: options.models ?? 'demo',
    }),
  )
  server.on('connection', (socket) => {
    statistics.connectionOpened()
    socket.once('close', () => statistics.connectionClosed())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${host}:${port}/v1`,
    port,
    stats: statistics.read,
    close: () =>
      new Promise((resolve, reject) => {
        scheduler.close()
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}
