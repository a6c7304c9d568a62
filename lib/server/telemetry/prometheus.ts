import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import type { MetricReader } from '@opentelemetry/sdk-metrics'

/** The content of `GET /api/metrics`. */
export interface Metrics {
  /** In Prometheus' text format. */
  text(): Promise<string>
  readonly contentType: string
}

/** A reader of the instruments, without the exporter's own HTTP server. */
export function createPrometheus(): { reader: MetricReader; metrics: Metrics } {
  const reader = new PrometheusExporter({ preventServerStart: true })
  const serializer = new PrometheusSerializer('', false, undefined, true, true)
  const contentType = 'text/plain; version=0.0.4; charset=utf-8'
  const text = async () => {
    const { resourceMetrics, errors } = await reader.collect()
    if (errors.length > 0) throw new AggregateError(errors, 'Metrics cannot be read')
    return serializer.serialize(resourceMetrics)
  }
  return { reader, metrics: { contentType, text } }
}
