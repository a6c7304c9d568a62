import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { parseEnv } from '#lib/env.ts'
import { ask, canaryKey, createAgent, modelId, services, setUpTurns } from '../chat/testing.ts'
import { version } from '../version.ts'
import { metricsListener } from './metrics-listener.ts'
import { createTelemetry } from './telemetry.ts'

setUpTurns()
const canary = 'Zanzibarkanarie'
const open: ReturnType<typeof createServer>[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server[Symbol.asyncDispose]()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  open.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Telemetry that reports to the test's own collector. */
function telemetryTo(otlpEndpoint: string | undefined) {
  const { database, runs } = services
  return createTelemetry({
    pools: [database.pool],
    runs,
    instanceId: 'this-instance',
    otlpEndpoint,
  })
}

/** The first column of the table in docs/monitoring.md. */
function documentedMetrics(): string[] {
  const readme = readFileSync('docs/monitoring.md', 'utf8')
  return [...readme.matchAll(/^\| `(lumos_\w+)` \|/gm)].map(([, name]) => String(name))
}

async function turn(model: string) {
  const agentId = await createAgent(model)
  await (await ask(crypto.randomUUID(), agentId, `Tell me of ${canary}`)).text()
  await services.background.settled()
}

describe('GET /api/metrics', () => {
  const model = 'sim:ttfb=30,gap=1,tokens=3'
  beforeAll(async () => {
    await turn(model)
    await turn(model)
    await turn('sim:fail=400')
  })

  test('tells first tokens, stages, errors, pool, runs and the event loop', async () => {
    const url = await serve(metricsListener(services))
    const response = await fetch(`${url}/api/metrics`)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    const text = await response.text()
    const value = (series: string) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${series} `))
          ?.split(' ')
          .at(-1),
      )
    const id = modelId(model)
    expect(value(`lumos_ttfb_seconds_count{model="${id}"}`)).toBe(2)
    expect(value(`lumos_ttfb_seconds_bucket{model="${id}",le="0.02"}`)).toBe(0)
    expect(value(`lumos_ttfb_seconds_bucket{model="${id}",le="+Inf"}`)).toBe(2)
    expect(value(`lumos_stage_seconds_count{stage="model",model="${id}"}`)).toBe(2)
    expect(value(`lumos_turns_total{model="${id}",outcome="complete"}`)).toBe(2)
    expect(text).toMatch(/lumos_turn_errors_total\{model="sim\/sim:fail=400",code="[\w-]+"\} 1/)
    expect(value('lumos_runs_open')).toBe(0)
    const inState = (state: string) => value(`lumos_db_connections{state="${state}"}`)
    expect(inState('busy') + inState('idle')).toBeGreaterThan(0)
    expect(value('lumos_db_waiting')).toBe(0)
    expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
    expect(value('process_cpu_seconds_total')).toBeGreaterThan(0)
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e6)
    expect(text).not.toContain(canary)
  })

  test('is for programs on this machine, through no proxy; with a token only for who has it', async () => {
    const env = parseEnv({ LUMOS_METRICS_TOKEN: 'a token of many letters' })
    const url = await serve(metricsListener({ ...services, env }))
    const statusWith = async (headers: Record<string, string>) =>
      (await fetch(url, { headers })).status
    const authorization = 'Bearer a token of many letters'
    expect(await statusWith({})).toBe(401)
    expect(await statusWith({ authorization: 'Bearer wrong' })).toBe(401)
    expect(await statusWith({ authorization })).toBe(200)
    expect(await statusWith({ authorization, 'x-forwarded-for': '203.0.113.9' })).toBe(200)
    const open = await serve(metricsListener(services))
    const openTo = async (headers: Record<string, string>) =>
      (await fetch(open, { headers })).status
    expect(await openTo({})).toBe(200)
    const proxied = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'http',
      'x-real-ip': '203.0.113.9',
      via: '1.1 proxy',
      forwarded: 'for=203.0.113.9',
      'cf-connecting-ip': '203.0.113.9',
    }
    for (const [name, value] of Object.entries(proxied))
      expect(await openTo({ [name]: value, authorization })).toBe(401)
  })

  test('has every metric that is documented', async () => {
    const telemetry = telemetryTo(undefined)
    const stages = [{ name: 'model' as const, startMs: 1, endMs: 4 }]
    telemetry.turnEnded({
      agentId: 'a',
      outcome: 'error',
      errorCode: 'provider-timeout',
      receivedAt: 0,
      timing: {
        turnId: 't',
        model: 'a/b',
        ttfbMs: 5,
        totalMs: 9,
        stages,
        tokensPerSecond: null,
        inputTokens: 9,
        outputTokens: 9,
        cachedTokens: 3,
      },
    })
    const text = await telemetry.metrics.text()
    await telemetry.stop()
    expect(documentedMetrics()).toHaveLength(9)
    for (const name of documentedMetrics()) expect(text).toMatch(new RegExp(`^${name}`, 'm'))
  })

  test('counts further models together, so that labels stay few', async () => {
    const telemetry = telemetryTo(undefined)
    const timing = { turnId: 't', ttfbMs: 5, totalMs: 9, stages: [], tokensPerSecond: null }
    for (let n = 0; n < 150; n += 1) {
      telemetry.turnEnded({
        agentId: 'a',
        outcome: 'complete',
        errorCode: null,
        receivedAt: 0,
        timing: { ...timing, inputTokens: null, outputTokens: null, model: `a/model-${n}` },
      })
    }
    const text = await telemetry.metrics.text()
    await telemetry.stop()
    expect(text).toContain('lumos_turns_total{model="other",outcome="complete"} 50')
  })
})

describe('OpenTelemetry', () => {
  test('a collector gets spans and metrics by the conventions, without content', async () => {
    const bodies: { path: string; body: string }[] = []
    const collector = await serve(async (request, response) => {
      const body = (await Array.fromAsync(request)).join('')
      bodies.push({ path: request.url ?? '', body })
      response.setHeader('content-type', 'application/json').end('{}')
    })
    services.telemetry = telemetryTo(collector)
    await turn('sim:ttfb=60,gap=1,tokens=3')
    await turn('sim:fail=400')
    await services.telemetry.stop()

    const at = (path: string) => bodies.filter((one) => one.path === path)
    const all = bodies.map(({ body }) => body).join('\n')
    expect(all).not.toContain(canary)
    expect(all).not.toContain(canaryKey)
    const spans: Span[] = at('/v1/traces').flatMap(({ body }) =>
      JSON.parse(body).resourceSpans.flatMap((resource: SpanResource) =>
        resource.scopeSpans.flatMap((scope) => scope.spans),
      ),
    )
    const whole = spans.find(({ name }) => name === 'chat sim:ttfb=60,gap=1,tokens=3')
    const attribute = (key: string) => whole?.attributes.find((one) => one.key === key)?.value
    expect(attribute('gen_ai.operation.name')).toEqual({ stringValue: 'chat' })
    expect(attribute('gen_ai.provider.name')).toEqual({ stringValue: 'sim' })
    expect(attribute('gen_ai.usage.output_tokens')).toEqual({ intValue: 3 })
    const below = spans.filter(({ parentSpanId }) => parentSpanId === whole?.spanId)
    expect(below.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['lumos.history', 'lumos.model', 'lumos.flush']),
    )
    const failed = spans.find(({ name }) => name === 'chat sim:fail=400')
    expect(failed?.status?.code).toBe(2)
    const metrics = at('/v1/metrics')
      .map(({ body }) => body)
      .join('')
    for (const name of [
      'gen_ai.server.time_to_first_token',
      'gen_ai.client.operation.duration',
      'gen_ai.client.token.usage',
    ])
      expect(metrics).toContain(`"${name}"`)
    expect(metrics).toContain('this-instance')
    expect(metrics).toContain(`{"key":"service.version","value":{"stringValue":"${version}"}}`)
    expect(metrics).toContain('"lumos_stage_seconds"')
    // TTFBs of 60 ms and of 10 s fall into different buckets.
    expect(metrics).toMatch(/"explicitBounds":\[0\.001,0\.005,[\d.,]+,80\]/)
  })

  test('a collector that is down disturbs no turn', async () => {
    services.telemetry = telemetryTo('http://127.0.0.1:9')
    await turn('sim:ttfb=10,gap=1,tokens=3')
    await services.telemetry.stop()
    await turn('sim:ttfb=10,gap=1,tokens=3')
  })
})

interface Span {
  name: string
  spanId: string
  parentSpanId?: string
  status?: { code: number }
  attributes: { key: string; value: object }[]
}
interface SpanResource {
  scopeSpans: { spans: Span[] }[]
}
