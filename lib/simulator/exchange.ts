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

/** One request for an answer. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  body: unknown
  /** Counts from 1. */
  count: number
  /** performance.now() of the request's receipt. */
  startedAt: number
  /** Counts it under its model, and how it ends. */
  begin: (model: string) => void
  /** Tells that the simulator itself breaks the connection. */
  breakOff: () => void
}
