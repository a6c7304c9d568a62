import { resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider } from '@opentelemetry/sdk-metrics'
import type { Pool } from 'pg'
import type { RunLogStore } from '#lib/runs/run-log.ts'
import { logError } from '../log-error.ts'
import { version } from '../version.ts'
import type { TurnObserver } from './ended-turn.ts'
import { logTurn } from './log-turn.ts'
import { createOtlp } from './otlp.ts'
import { watchProcess } from './process-metrics.ts'
import { createPrometheus, type Metrics } from './prometheus.ts'
import { watchServer } from './server-metrics.ts'
import { createTurnMetrics } from './turn-metrics.ts'

/**
 * Reports turns to the log and to monitoring systems. One set of instruments has two readers:
 * Prometheus, which polls, and an OpenTelemetry collector if one is configured.
 */
export interface Telemetry {
  /** Never throws. */
  turnEnded: TurnObserver
  metrics: Metrics
  /** Sends what is left, within two seconds. */
  stop(): Promise<void>
}

const stopMs = 2_000

export function createTelemetry(options: {
  pools: Pool[]
  runs: RunLogStore
  instanceId: string
  /** A collector's base URL. */
  otlpEndpoint: string | undefined
}): Telemetry {
  const resource = resourceFromAttributes({
    'service.name': process.env.OTEL_SERVICE_NAME ?? 'lumos',
    'service.version': version,
    'service.instance.id': options.instanceId,
  })
  const prometheus = createPrometheus()
  const otlp = options.otlpEndpoint ? createOtlp(options.otlpEndpoint, resource) : null
  const readers = [prometheus.reader, ...(otlp ? [otlp.reader] : [])]
  const provider = new MeterProvider({ resource, readers })
  const meter = provider.getMeter('lumos', version)
  const recordTurn = createTurnMetrics(meter)
  watchServer(meter, options)
  const endWatching = watchProcess(meter)
  return {
    metrics: prometheus.metrics,
    turnEnded(turn) {
      try {
        logTurn(turn)
        recordTurn(turn)
        otlp?.turnEnded(turn)
      } catch (error) {
        logError(error)
      }
    },
    async stop() {
      const stopped = Promise.allSettled([otlp?.stop(), provider.shutdown()])
      await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, stopMs).unref())])
      endWatching()
    },
  }
}
