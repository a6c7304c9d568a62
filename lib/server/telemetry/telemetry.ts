import type { Pool } from 'pg'
import type { RunLogStore } from '#lib/runs/run-log.ts'
import { logError } from '../log-error.ts'
import type { TurnObserver } from './ended-turn.ts'
import { logTurn } from './log-turn.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { type OtlpExport, startOtlp } from './otlp.ts'

/** Tells the log and monitoring systems of turns: Prometheus when it asks, a collector when there is one. */
export interface Telemetry {
  /** Never throws. */
  turnEnded: TurnObserver
  metrics: Metrics
  /** Exports to a collector from now on. */
  exportTo(endpoint: string, instanceId: string): Promise<void>
  stop(): Promise<void>
}

export function createTelemetry(deps: { pools: Pool[]; runs: RunLogStore }): Telemetry {
  const metrics = createMetrics(deps)
  let otlp: OtlpExport | null = null
  return {
    metrics,
    turnEnded(turn) {
      try {
        logTurn(turn)
        metrics.turnEnded(turn)
        otlp?.turnEnded(turn)
      } catch (error) {
        logError(error)
      }
    },
    async exportTo(endpoint, instanceId) {
      otlp = await startOtlp(endpoint, instanceId)
    },
    async stop() {
      await otlp?.stop()
    },
  }
}
