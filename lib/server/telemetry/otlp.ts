import { context, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import type { Resource } from '@opentelemetry/resources'
import { type MetricReader, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import type { EndedTurn, TurnObserver } from './ended-turn.ts'
import { turnAttributes } from './turn-attributes.ts'

/** Exports traces and metrics to an OpenTelemetry collector. */
export interface OtlpExport {
  /** Sends the instruments' values every 15 seconds. */
  reader: MetricReader
  turnEnded: TurnObserver
  /** Sends the remaining spans. */
  stop(): Promise<void>
}

const exportTimeoutMs = 5_000
const metricIntervalMs = 15_000

/**
 * Sends traces and metrics by OTLP over HTTP. Turns do not wait for a collector that is down.
 * @param endpoint the base URL: `/v1/traces` and `/v1/metrics` are appended
 */
export function createOtlp(endpoint: string, resource: Resource): OtlpExport {
  const base = endpoint.replace(/\/+$/, '')
  const exporterTo = (path: string) => ({
    url: `${base}${path}`,
    timeoutMillis: exportTimeoutMs,
  })
  const provider = new TracerProvider({
    resource,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter(exporterTo('/v1/traces')),
        exportTimeoutMillis: exportTimeoutMs,
      }),
    ],
  })
  const tracer = provider.getTracer('lumos')
  return {
    reader: new PeriodicExportingMetricReader({
      exporter: new OTLPMetricExporter(exporterTo('/v1/metrics')),
      exportIntervalMillis: metricIntervalMs,
      exportTimeoutMillis: exportTimeoutMs,
    }),
    turnEnded: (turn) => recordSpans(tracer, turn),
    stop: () => provider.shutdown(),
  }
}

/** A span for the turn, with a child span for each stage before the first text. */
function recordSpans(tracer: Tracer, turn: EndedTurn): void {
  const { timing, receivedAt, outcome, errorCode } = turn
  const attributes = turnAttributes(turn)
  const span = tracer.startSpan(`chat ${attributes['gen_ai.request.model']}`, {
    kind: SpanKind.CLIENT,
    startTime: receivedAt,
    attributes: {
      ...attributes,
      'gen_ai.request.stream': true,
      'lumos.turn.id': timing.turnId,
      'lumos.turn.outcome': outcome,
      ...(timing.ttfbMs !== null && {
        'gen_ai.response.time_to_first_chunk': timing.ttfbMs / 1_000,
      }),
      ...(timing.inputTokens !== null && { 'gen_ai.usage.input_tokens': timing.inputTokens }),
      ...(timing.outputTokens !== null && { 'gen_ai.usage.output_tokens': timing.outputTokens }),
      ...(timing.cachedTokens !== undefined && {
        'gen_ai.usage.cache_read.input_tokens': timing.cachedTokens,
      }),
    },
  })
  if (errorCode) span.setStatus({ code: SpanStatusCode.ERROR, message: errorCode })
  const below = trace.setSpan(context.active(), span)
  for (const { name, startMs, endMs } of timing.stages) {
    const stage = tracer.startSpan(`lumos.${name}`, { startTime: receivedAt + startMs }, below)
    stage.end(receivedAt + endMs)
  }
  span.end(receivedAt + timing.totalMs)
}
