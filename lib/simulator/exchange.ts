import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Scheduler } from './scheduler.ts'
import type { createStatistics } from './statistics.ts'

export interface SimulatorContext {
  scheduler: Scheduler
  statistics: ReturnType<typeof createStatistics>
  timeScale: number
  seed: number
  listed: 'demo' | 'all'
}

/** One HTTP request for an answer or for embeddings. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  body: unknown
  /** Number of the request, from 1. */
  count: number
  /** Time of the request's arrival on the performance.now() clock. */
  startedAt: number
  /** Counts the request and its outcome under its model. */
  begin: (model: string) => void
  /** Records that the simulator itself breaks the connection. */
  breakOff: () => void
}
