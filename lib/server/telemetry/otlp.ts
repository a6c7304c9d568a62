import type { Attributes, Histogram, Tracer } from '@opentelemetry/api'
import type { EndedTurn, TurnObserver } from './ended-turn.ts'

/** Exports turns to an OpenTelemetry collector. */
export interface OtlpExport {
  turnEnded: TurnObserver
  /** Sends what waits, for a moment. */
  stop(): Promise<void>
}

const exportTimeoutMs = 5_000
const metricIntervalMs = 15_000
const stopMs = 2_000

/**
 * Traces and metrics by OTLP over HTTP, with the semantic conventions for generative AI. Loaded only
 * when there is an endpoint; a collector that is down costs turns nothing.
 * @param endpoint the base: `/v1/traces` and `/v1/metrics` are added
 */
export async function startOtlp(endpoint: string, instanceId: string): Promise<OtlpExport> {
  const [traces, metrics, { resourceFromAttributes }, traceExport, metricExport, api] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/sdk-metrics'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/exporter-metrics-otlp-http'),
      import('@opentelemetry/api'),
    ])
  const base = endpoint.replace(/\/+$/, '')
  const resource = resourceFromAttributes({
    'service.name': process.env.OTEL_SERVICE_NAME ?? 'lumos',
    'service.instance.id': instanceId,
  })
  const tracerProvider = new traces.TracerProvider({
    resource,
    spanProcessors: [
      new traces.BatchSpanProcessor({
        exporter: new traceExport.OTLPTraceExporter({
          url: `${base}/v1/traces`,
          timeoutMillis: exportTimeoutMs,
        }),
        exportTimeoutMillis: exportTimeoutMs,
      }),
    ],
  })
  const meterProvider = new metrics.MeterProvider({
    resource,
    readers: [
      new metrics.PeriodicExportingMetricReader({
        exporter: new metricExport.OTLPMetricExporter({
          url: `${base}/v1/metrics`,
          timeoutMillis: exportTimeoutMs,
        }),
        exportIntervalMillis: metricIntervalMs,
        exportTimeoutMillis: exportTimeoutMs,
      }),
    ],
  })
  const tracer = tracerProvider.getTracer('lumos')
  const noteMetrics = createTurnMetrics((name, description, unit) =>
    meterProvider.getMeter('lumos').createHistogram(name, { description, unit }),
  )
  return {
    turnEnded(turn) {
      noteMetrics(turn)
      noteSpans(tracer, api, turn)
    },
    async stop() {
      const stopped = Promise.allSettled([tracerProvider.shutdown(), meterProvider.shutdown()])
      await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, stopMs).unref())])
    },
  }
}

/** https://opentelemetry.io/docs/specs/semconv/gen-ai/ */
function attributesOf({ agentId, errorCode, timing }: EndedTurn): Attributes {
  const [provider = '', ...name] = timing.model.split('/')
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': provider,
    'gen_ai.request.model': (timing.requestedModel ?? timing.model).replace(/^[^/]*\//, ''),
    'gen_ai.response.model': name.join('/'),
    'gen_ai.agent.id': agentId,
    ...(errorCode && { 'error.type': errorCode }),
  }
}

function createTurnMetrics(
  histogram: (name: string, description: string, unit: string) => Histogram,
): TurnObserver {
  const ttft = histogram('gen_ai.server.time_to_first_token', 'Time to the first answer text', 's')
  const duration = histogram('gen_ai.client.operation.duration', 'Duration of a turn', 's')
  const usage = histogram('gen_ai.client.token.usage', 'Tokens of a turn', '{token}')
  return (turn) => {
    const { 'gen_ai.agent.id': _, ...attributes } = attributesOf(turn)
    const { ttfbMs, totalMs, inputTokens, outputTokens } = turn.timing
    if (ttfbMs !== null) ttft.record(ttfbMs / 1_000, attributes)
    duration.record(totalMs / 1_000, attributes)
    for (const [type, count] of Object.entries({ input: inputTokens, output: outputTokens }))
      if (count !== null) usage.record(count, { ...attributes, 'gen_ai.token.type': type })
  }
}

/** A span for the turn, and one below it for each stage before the first text. */
function noteSpans(
  tracer: Tracer,
  { SpanKind, SpanStatusCode, context, trace }: typeof import('@opentelemetry/api'),
  turn: EndedTurn,
): void {
  const { timing, receivedAt, outcome, errorCode } = turn
  const attributes = attributesOf(turn)
  const span = tracer.startSpan(`chat ${attributes['gen_ai.response.model']}`, {
    kind: SpanKind.CLIENT,
    startTime: receivedAt,
    attributes: {
      ...attributes,
      'lumos.turn.id': timing.turnId,
      'lumos.turn.outcome': outcome,
      ...(timing.ttfbMs !== null && {
        'gen_ai.response.time_to_first_chunk': timing.ttfbMs / 1_000,
      }),
      ...(timing.inputTokens !== null && { 'gen_ai.usage.input_tokens': timing.inputTokens }),
      ...(timing.outputTokens !== null && { 'gen_ai.usage.output_tokens': timing.outputTokens }),
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
