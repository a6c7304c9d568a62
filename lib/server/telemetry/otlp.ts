import type { Attributes, Meter, Tracer } from '@opentelemetry/api'
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
  const noteMetrics = createTurnMetrics(meterProvider.getMeter('lumos'))
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

/** The conventions' own names of providers whose slug here is another. */
const providerNames: Record<string, string> = {
  gemini: 'gcp.gemini',
  google: 'gcp.gemini',
  mistral: 'mistral_ai',
  moonshot: 'moonshot_ai',
  xai: 'x_ai',
}

/** https://github.com/open-telemetry/semantic-conventions-genai */
function attributesOf({ agentId, errorCode, timing }: EndedTurn): Attributes {
  const [provider = '', ...name] = timing.model.split('/')
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': providerNames[provider] ?? provider,
    'gen_ai.request.model': (timing.requestedModel ?? timing.model).replace(/^[^/]*\//, ''),
    'gen_ai.response.model': name.join('/'),
    'gen_ai.agent.id': agentId,
    ...(errorCode && { 'error.type': errorCode }),
  }
}

/** The conventions' boundaries, with some above for models that think. The SDK's own suit milliseconds. */
const ttftSeconds = [
  ...[0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  ...[20, 40, 80],
]
const durationSeconds = Array.from({ length: 14 }, (_, n) => 0.01 * 2 ** n)
const tokenCounts = Array.from({ length: 14 }, (_, n) => 4 ** n)

function createTurnMetrics(meter: Meter): TurnObserver {
  const ttft = meter.createHistogram('gen_ai.server.time_to_first_token', {
    ...{ description: 'Time to the first answer text', unit: 's' },
    advice: { explicitBucketBoundaries: ttftSeconds },
  })
  const duration = meter.createHistogram('gen_ai.client.operation.duration', {
    ...{ description: 'Duration of a turn', unit: 's' },
    advice: { explicitBucketBoundaries: durationSeconds },
  })
  const usage = meter.createHistogram('gen_ai.client.token.usage', {
    ...{ description: 'Tokens of a turn', unit: '{token}' },
    advice: { explicitBucketBoundaries: tokenCounts },
  })
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
