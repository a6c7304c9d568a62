import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LatencyReport, SlowTurn } from '#lib/contracts/latency/latency.ts'
import type { BrowserTiming } from '#lib/contracts/latency/timing.ts'
import { measuredWaitMs } from '#lib/contracts/latency/wait.ts'
import { call, post, signUp, startTestServices } from '../testing.ts'
import { readLatencyStamp } from './read-stamp.ts'
import { rollUp } from './roll-up.ts'

let running: Awaited<ReturnType<typeof startTestServices>>
let cookie: string
let userId: string
const hourMs = 3_600_000
const now = Date.now() - 60_000
const agents: string[] = []

beforeAll(async () => {
  running = await startTestServices()
  const password = 'correct horse battery staple'
  cookie = await signUp({ name: 'Ana', email: 'ana@lumos.test', password })
  const { prisma } = running.services.database
  userId = (await prisma.user.findFirstOrThrow()).id
  const provider = { name: 'Sim', baseUrl: 'http://127.0.0.1:9/v1' }
  const { slug } = await (await post('/api/providers', { cookie, body: provider })).json()
  for (const name of ['Fast', 'Slow']) {
    const body = { name, model: `${slug}/x`, ttfbBudgetMs: name === 'Fast' ? 500 : null }
    agents.push((await (await post('/api/agents', { cookie, body })).json()).id)
  }
})
afterAll(() => running.stop())

/** Finished turns with `ms` to the first token, `hours` ago. */
interface Seed {
  ms: number | null
  hours?: number
  slow?: boolean
  code?: string
  browser?: BrowserTiming
}
async function seed(turns: Seed[]) {
  await running.services.database.prisma.turn.createMany({
    data: turns.map(({ ms, hours = 0, slow, code, browser }) => ({
      id: crypto.randomUUID(),
      userId,
      agentId: agents[slow ? 1 : 0] ?? null,
      instanceId: 'test',
      model: slow ? 'sim/slow' : 'sim/fast',
      outcome: code ? 'error' : 'complete',
      outcomeReason: code ?? null,
      startedAt: new Date(now - hours * hourMs),
      ttfbMs: ms,
      totalMs: (ms ?? 0) + 100,
      tokensPerSecond: ms === null ? null : 50,
      metadata: browser ? { browser } : {},
      stages:
        ms === null
          ? []
          : [
              { name: 'connect', startMs: 0, endMs: ms / 4 },
              { name: 'model', startMs: ms / 4, endMs: ms },
            ],
    })),
  })
}

async function read<T = LatencyReport>(path: string): Promise<T> {
  const response = await call('GET', path, { cookie })
  expect(response.status).toBe(200)
  return response.json()
}
const since = (hours: number) => new Date(now - hours * hourMs).toISOString()

test('an empty instance has figures without numbers', async () => {
  expect(await read('/api/latency')).toMatchObject({
    count: 0,
    failures: 0,
    ttfb: null,
    stages: {},
    tokensPerSecond: null,
    answered: 0,
    measured: 0,
    wait: null,
    distribution: [],
    series: [],
    groups: [],
    failureKinds: [],
    budgets: [],
  })
  expect(await read('/api/latency/turns')).toEqual({ items: [] })
})

test('figures of turns: percentiles, stages, groups, failures, budgets', async () => {
  await seed(Array.from({ length: 99 }, (_, n) => ({ ms: 10 * (n + 1) })))
  await seed([
    { ms: 20_000, slow: true, hours: 3 },
    { ms: null, code: 'provider-rate-limit', slow: true },
  ])
  const report = await read(`/api/latency?since=${since(5)}&groupBy=model`)
  expect(report).toMatchObject({ count: 101, failures: 1, tokensPerSecond: 50 })
  expect(report.ttfb?.p50).toBeGreaterThan(490)
  expect(report.ttfb?.p50).toBeLessThan(515)
  expect(report.stages.model?.share).toBeCloseTo(0.75, 3)
  expect(report.stages.model?.count).toBe(100)
  expect(report.failureKinds).toEqual([{ code: 'provider-rate-limit', count: 1 }])
  expect(report.groups.map(({ key, count, failures }) => [key, count, failures])).toEqual([
    ['sim/fast', 99, 0],
    ['sim/slow', 2, 1],
  ])
  expect(report.groups[1]?.ttfb).toEqual({ p50: 20_000, p95: 20_000, p99: 20_000 })
  const inBars = report.distribution.reduce((sum, { count }) => sum + count, 0)
  expect(inBars).toBe(100)
  expect(report.budgets).toEqual([
    { agentId: agents[0], budgetMs: 500, count: 99, attained: expect.closeTo(50, -1) },
  ])
  const { items } = await read<{ items: SlowTurn[] }>(`/api/latency/turns?since=${since(5)}`)
  expect(items[0]).toMatchObject({ model: 'sim/slow', ttfbMs: 20_000 })
  expect(items).toHaveLength(20)
})

test('filters by agent, model and user', async () => {
  const count = async (filter: string) =>
    (await read(`/api/latency?since=${since(5)}&${filter}`)).count
  expect(await count(`agentId=${agents[1]}`)).toBe(2)
  expect(await count('model=sim/fast')).toBe(99)
  expect(await count(`userId=${userId}`)).toBe(101)
  expect(await count('userId=nobody')).toBe(0)
  for (const [path, field] of [
    ['?since=yesterday', 'since'],
    // An ignored misspelling would select all agents.
    ['?agent=x', 'agent'],
    ['/turns?agent=x', 'agent'],
    ['/export?agent=x', 'agent'],
    ['/diagnosis?agent=x', 'agent'],
  ]) {
    const refused = await call('GET', `/api/latency${path}`, { cookie })
    expect(refused.status).toBe(400)
    expect((await refused.json()).error).toMatchObject({ code: 'invalid-input', field })
  }
})

/** Measurements of this version, of earlier versions, and of pages without a paint time. */
const browsers: BrowserTiming[] = [
  { requestMs: 40, transitMs: 100, paintMs: 50, waitMs: 1_150, totalMs: 1_300 },
  { requestMs: 40, transitMs: 100, paintMs: 50 },
  { requestMs: 40, transitMs: 100 },
  { waitMs: 1_400 },
  {},
]

test('waits are counted apart from TTFBs, in report, slowest turns and exports alike', async () => {
  await seed([
    ...browsers.map((browser) => ({ ms: 1_000, hours: 300, browser })),
    { ms: 1_000, hours: 300 },
    { ms: null, code: 'x', hours: 300, browser: browsers[0] ?? {} },
  ])
  const period = `since=${since(310)}&until=${since(290)}`
  const waits = browsers
    .map((browser) => measuredWaitMs({ ttfbMs: 1_000 }, browser))
    .filter((ms) => ms !== null)
  expect(waits).toEqual([1_150, 1_150, 1_400])

  const report = await read(`/api/latency?${period}&groupBy=model`)
  expect(report).toMatchObject({ count: 7, answered: 6, measured: 3 })
  expect(report.ttfb?.p50).toBe(1_000)
  expect(report.wait?.p50).toBeCloseTo(1_150, -2)
  expect(report.wait?.p99).toBe(1_400)
  const fast = report.groups.find(({ key }) => key === 'sim/fast')
  expect(fast).toMatchObject({ measured: 3, wait: report.wait })
  // Shares of the server's stages refer to TTFB, those of the browser's stages to the wait.
  expect(report.stages.model?.share).toBeCloseTo(0.75, 3)
  expect(report.stages.response?.share).toBeCloseTo(180 / 3_700, 3)

  const { items } = await read<{ items: SlowTurn[] }>(`/api/latency/turns?${period}`)
  const told = (all: (number | null)[]) => all.filter((ms) => ms !== null).sort()
  expect(told(items.map(({ waitMs }) => waitMs))).toEqual(waits)
  const path = `/api/latency/export?${period}`
  const json = await read<{ waitMs: number | null }[]>(`${path}&format=json`)
  expect(told(json.map(({ waitMs }) => waitMs))).toEqual(waits)
  const bytes = Buffer.from(await (await call('GET', path, { cookie })).arrayBuffer())
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from('\uFEFF'))
  const [head = '', ...lines] = bytes.toString().slice(1).trimEnd().split('\r\n')
  const columnOf = (name: string) =>
    lines.map((line) => line.split(',')[head.split(',').indexOf(name)])
  expect(columnOf('waitMs').filter(Boolean).map(Number).sort()).toEqual(waits)
  expect(columnOf('responseMs').filter(Boolean).map(Number)).toContain(60)
  expect(columnOf('paintMs').filter(Boolean)).toHaveLength(2)
})

test('what is rolled up comes to the same as the turns themselves', async () => {
  await seed(
    Array.from({ length: 300 }, (_, n) => ({
      ms: 50 + ((n * 37) % 3_000),
      hours: 2 + ((n * 7) % 600),
      slow: n % 3 === 0,
    })),
  )
  const paths = [48, 24 * 25].map((hours) => `/api/latency?since=${since(hours)}&groupBy=agent`)
  const withoutUntil = async (path: string) => ({ ...(await read(path)), until: null })
  const before = await Promise.all(paths.map(withoutUntil))
  await rollUp(running.services)
  const { prisma } = running.services.database
  expect(await prisma.latencyRollup.count({ where: { span: 'day' } })).toBeGreaterThan(20)
  expect(await Promise.all(paths.map(withoutUntil))).toEqual(before)
  // Rolled-up turns are not read again.
  await prisma.turn.deleteMany({ where: { startedAt: { lt: new Date(now - 30 * hourMs) } } })
  expect((await read(paths[1] ?? '')).count).toBe(before[1]?.count)
  await rollUp(running.services)
  expect((await read(paths[1] ?? '')).count).toBe(before[1]?.count)
})

test('the stamp stays while nothing happens, and is another one after each turn', async () => {
  const stamp = () => readLatencyStamp(running.services, now)
  const { stamp: first } = await stamp()
  expect(await stamp()).toEqual({ stamp: first })
  await seed([{ ms: 700, hours: -0.01 }])
  const { stamp: second } = await stamp()
  expect(second).not.toBe(first)
  expect((await readLatencyStamp(running.services, now + 60_000)).stamp).not.toBe(second)
})

test('exports turns without content', async () => {
  const get = (format: string) =>
    call('GET', `/api/latency/export?since=${since(5)}&format=${format}`, { cookie })
  const csv = await (await get('csv')).text()
  const [head, ...lines] = csv.trimEnd().split('\r\n')
  expect(head).toMatch(/^id,startedAt,agentId,model,.*modelMs/)
  const json = await (await get('json')).json()
  expect(lines).toHaveLength(json.length)
  expect(json[0]).toMatchObject({
    model: expect.stringMatching(/^sim\//),
    stages: expect.any(Array),
  })
})
