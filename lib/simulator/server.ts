import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequestHandler } from './handle-request.ts'
import { createScheduler } from './scheduler.ts'
import { createStatistics, type Statistics } from './statistics.ts'

export interface SimulatorOptions {
  /** 0, the default, takes a free one. */
  port?: number
  host?: '127.0.0.1'
  /** All delays are divided by it. */
  timeScale?: number
  seed?: number
  /** What `GET /v1/models` lists; every name is served either way. */
  models?: 'demo' | 'all'
}

export interface Simulator {
  /** The base URL for clients, with `/v1`. */
  url: string
  port: number
  stats(): Statistics
  /** Ends all connections. */
  close(): Promise<void>
}

/** An idle connection of a client's pool is kept as long as big providers keep it. */
const keepAliveMs = 75_000

/**
 * Starts an OpenAI-compatible server on loopback that simulates models.
 * @throws Error when the port is taken
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
