import { expect, test } from 'vitest'
import type { ProbeFrame, ProbeProgress, ProbeResult } from '#lib/contracts/models/probe.ts'
import {
  cookie,
  createAgent,
  framesOf,
  readUntil,
  services,
  setUpTurns,
  simulator,
} from '../chat/testing.ts'
import { call, post } from '../testing.ts'
import { probeOnSchedule } from './probe-schedule.ts'

setUpTurns({ timeScale: 20 })

const probe = (body: object) => post('/api/models/probe', { cookie, body })

async function framesOfProbe(body: object) {
  const response = await probe(body)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const frames = framesOf(await response.text()) as unknown as ProbeFrame[]
  const progress = frames.flatMap((frame) => ('progress' in frame ? [frame.progress] : []))
  const last = frames.at(-1)
  return { progress, results: last && 'results' in last ? last.results : [] }
}

async function listed(id: string) {
  const { items } = await (await call('GET', '/api/models', { cookie })).json()
  return items.find((model: { id: string }) => model.id === id)
}

const runsOf = (progress: ProbeProgress[], model: string) =>
  progress.filter((one) => one.model === model).map(({ run }) => run)

test('models are measured side by side, and the results are known to the picker', async () => {
  const models = ['sim/demo-fast', 'sim/demo-deep']
  await createAgent('demo-fast')
  const { progress, results } = await framesOfProbe({ models, runs: 3 })
  for (const model of models) expect(runsOf(progress, model)).toEqual([1, 2, 3])
  expect(results.map(({ model }) => model)).toEqual(models)
  const [fast, deep] = results as [ProbeResult, ProbeResult]
  for (const { ttfbMs, connectMs, tokensPerSecond, failures } of results) {
    expect(ttfbMs?.p50).toBeGreaterThan(connectMs ?? Infinity)
    expect(ttfbMs?.p95).toBeGreaterThanOrEqual(ttfbMs?.p50 ?? Infinity)
    expect(tokensPerSecond).toBeGreaterThan(0)
    expect(failures).toBe(0)
  }
  expect(fast.reasoningMs).toBeUndefined()
  expect(deep.reasoningMs).toBeLessThan(deep.ttfbMs?.p50 ?? 0)
  expect(await listed('sim/demo-fast')).toMatchObject({ ttfb: { source: 'probe', samples: 3 } })
})

test('a model that fails is told with the provider’s own words and does not end the others', async () => {
  const models = ['sim/nobody-knows-it', 'sim/sim:ttfb=20,gap=1,tokens=30']
  const { progress, results } = await framesOfProbe({ models, runs: 5 })
  // What failed twice and never answered is not asked on.
  expect(results[0]).toMatchObject({ ttfbMs: null, failures: 2 })
  expect(runsOf(progress, models[0] ?? '')).toEqual([1, 2])
  expect(runsOf(progress, models[1] ?? '')).toEqual([1, 2, 3, 4, 5])
  expect(progress.find((one) => 'failure' in one)).toMatchObject({
    failure: expect.stringContaining('nobody-knows-it'),
  })
  expect(results[1]).toMatchObject({ failures: 0 })
})

test('who leaves ends the probe: no further request is sent', async () => {
  const name = 'sim:ttfb=2000,gap=1,tokens=5'
  const response = await probe({ models: [`sim/${name}`], runs: 20 })
  const reader = await readUntil(response, '"run":1')
  await reader.cancel()
  await services.background.settled()
  await expect.poll(() => simulator.stats().active).toBe(0)
  expect(simulator.stats().models[name]?.requests).toBeLessThan(20)
  expect(await listed(`sim/${name}`)).toBeUndefined()
})

test('a model of an unknown provider is refused before anything is asked', async () => {
  const response = await probe({ models: ['sim/demo-fast', 'nowhere/model'] })
  expect(response.status).toBe(400)
  expect((await response.json()).error).toMatchObject({ field: 'models.1' })
  expect((await probe({ models: [] })).status).toBe(400)
  expect((await probe({ models: ['sim/demo-fast'], runs: 21 })).status).toBe(400)
})

test('only providers that are to be measured by themselves are, and daily ones once a day', async () => {
  const { prisma } = services.database
  await createAgent('sim:ttfb=10,gap=1,tokens=5')
  const count = () =>
    prisma.modelProbe.count({ where: { model: 'sim/sim:ttfb=10,gap=1,tokens=5' } })
  await probeOnSchedule(services)
  expect(await count()).toBe(0)
  const { id } = await prisma.provider.findFirstOrThrow({ where: { slug: 'sim' } })
  await call('PATCH', `/api/providers/${id}`, { cookie, body: { probeEvery: 'daily' } })
  await probeOnSchedule(services)
  await probeOnSchedule(services)
  expect(await count()).toBe(1)
  await call('PATCH', `/api/providers/${id}`, { cookie, body: { probeEvery: 'hourly' } })
  await probeOnSchedule(services)
  expect(await count()).toBe(2)
})
