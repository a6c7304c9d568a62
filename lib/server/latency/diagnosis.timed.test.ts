import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppliedFix } from '#lib/contracts/latency/latency.ts'
import {
  ask,
  cookie,
  createAgent,
  modelId,
  services,
  setUpTurns,
  simulator,
} from '../chat/testing.ts'
import { call, post } from '../testing.ts'
import { bestFix, findings, ignoreBusyMachine, talk } from './testing.ts'

setUpTurns()
let fast: string

const rulesFor = async (agentId: string) => (await findings(agentId)).map(({ rule }) => rule)

beforeAll(async () => {
  ignoreBusyMachine()
  fast = modelId('sim:ttfb=40,gap=1,tokens=3')
  await talk(await createAgent('sim:ttfb=40,gap=1,tokens=3'), 24)
})

test('60 healthy turns give no finding', async () => {
  const agentId = await createAgent('sim:ttfb=200-400,gap=1,tokens=5')
  await talk(agentId, 60, 'Hello there', 12)
  expect(await findings(agentId)).toEqual([])
})

test('few turns tell nothing', async () => {
  const agentId = await createAgent('sim:ttfb=900,gap=1,tokens=3')
  await talk(agentId, 4)
  expect(await findings(agentId)).toEqual([])
})

describe('a slow model', () => {
  let agentId: string
  beforeAll(async () => {
    agentId = await createAgent('sim:ttfb=4000,gap=1,tokens=3')
    await talk(agentId, 5)
  })

  test('is found, with the share, the evidence and a measured way out', async () => {
    const [found] = await findings(agentId)
    expect(found).toMatchObject({ rule: 'slow-model', stage: 'model', turns: 5 })
    expect(found?.share).toBeGreaterThan(0.8)
    expect(found?.fix).toMatchObject({ patch: { model: fast }, label: `Use ${fast}` })
    expect(found?.fix.expectedTtfbMs).toBeLessThan(1_000)
    expect(found?.basis).toBe('ttfb')
    expect(found?.evidence).toMatch(/\d+ % of the TTFB of 4\.\d+ s .* TTFB of \d+ ms \(\d+ turns\)/)
    expect(found?.otherFixes).toMatchObject([
      { label: `Use auto: ${fast} for easy questions` },
      { label: `Ask ${fast} too after 3.00 s`, patch: { hedge: { afterMs: 3_000, model: fast } } },
    ])
    const [chinese] = await findings(agentId, 'zh-CN')
    expect(chinese?.cause).toMatch(/模型/)
  })

  test('is mended by its fix, which is logged with before and after, and undone', async () => {
    const body = await bestFix(agentId, 'slow-model')
    const applied = await post('/api/latency/fixes', { cookie, body })
    expect(applied.status).toBe(201)
    const { id, appliedBy }: AppliedFix = await applied.json()
    expect(appliedBy).toBe('Ada')
    expect(await findings(agentId)).toEqual([])
    const again = await post('/api/latency/fixes', { cookie, body })
    expect(again.status).toBe(409)
    expect((await again.json()).error.code).toBe('finding-gone')
    await talk(agentId, 5)
    const { items } = await (await call('GET', '/api/latency/fixes', { cookie })).json()
    const fix: AppliedFix = items[0]
    expect(fix).toMatchObject({ id, undoneAt: null, after: { turns: 5 }, label: `Use ${fast}` })
    const headers = { 'accept-language': 'zh-CN' }
    const chinese = await (await call('GET', '/api/latency/fixes', { cookie, headers })).json()
    expect(chinese.items[0].label).toBe(`改用 ${fast}`)
    expect(fix.before?.ttfbMs).toBeGreaterThan(3 * (fix.after?.ttfbMs ?? 0))

    const undone = await post(`/api/latency/fixes/${id}/undo`, { cookie })
    expect(undone.status).toBeLessThan(300)
    const agent = await services.agents.find(agentId)
    expect(agent?.model).toBe(modelId('sim:ttfb=4000,gap=1,tokens=3'))
    expect((await post(`/api/latency/fixes/${id}/undo`, { cookie })).status).toBe(409)
    // The settings are the same as before the fix, so the turns from then count again.
    const [foundAgain] = await findings(agentId)
    expect(foundAgain).toMatchObject({
      rule: 'slow-model',
      turns: 5,
      fix: { patch: { model: fast } },
    })
  })

  test('is found still when the agent was renamed', async () => {
    const renamed = { name: 'Another name', description: 'And another description' }
    await call('PATCH', `/api/agents/${agentId}`, { cookie, body: renamed })
    expect((await findings(agentId))[0]).toMatchObject({
      rule: 'slow-model',
      turns: 5,
      agentName: 'Another name',
    })
  })

  test('only the fix that was shown is applied, whatever the diagnosis offers now', async () => {
    const slow = await createAgent('sim:ttfb=3500,gap=1,tokens=3')
    await talk(slow, 5)
    const shown = await bestFix(slow, 'slow-model')
    const apply = (body: object) => post('/api/latency/fixes', { cookie, body })
    const [found] = await findings(slow)
    const hedge = found?.otherFixes.find(({ kind }) => kind === 'hedge')
    for (const other of [
      { ...shown, patch: { model: modelId('sim:ttfb=41,gap=1,tokens=3') } },
      { ...shown, patch: { ...shown.patch, routing: null } },
      { ...shown, patch: null },
      { ...shown, kind: 'fallback' },
      { ...shown, kind: 'hedge' },
      { ...shown, patch: hedge?.patch },
      { ...shown, rule: 'far-provider' },
    ]) {
      const refused = await apply(other)
      expect(refused.status).toBe(409)
      expect((await refused.json()).error.code).toBe('finding-gone')
    }
    expect((await services.agents.find(slow))?.model).toBe(modelId('sim:ttfb=3500,gap=1,tokens=3'))
    const { kind, patch } = hedge ?? {}
    expect((await apply({ agentId: slow, rule: 'slow-model', kind, patch })).status).toBe(201)
    expect((await services.agents.find(slow))?.hedge).toMatchObject({ model: fast })
  })

  test('is found no more when the fix is set by hand', async () => {
    const slow = await createAgent('sim:ttfb=1200,gap=1,tokens=3')
    await talk(slow, 5)
    const [found] = await findings(slow)
    expect(found?.rule).toBe('slow-model')
    await call('PATCH', `/api/agents/${slow}`, { cookie, body: found?.fix.patch })
    expect(await findings(slow)).toEqual([])
  })

  test('a fix whose setting was changed since is not undone', async () => {
    const other = await createAgent('sim:ttfb=40,gap=1,tokens=3', {
      streaming: { deltaDelayMs: 5 },
    })
    await talk(other, 5)
    const body = await bestFix(other, 'delayed-deltas')
    const { id } = await (await post('/api/latency/fixes', { cookie, body })).json()
    const patch = { streaming: { deltaDelayMs: 7 } }
    await call('PATCH', `/api/agents/${other}`, { cookie, body: patch })
    expect((await post(`/api/latency/fixes/${id}/undo`, { cookie })).status).toBe(409)
    expect((await services.agents.find(other))?.streaming.deltaDelayMs).toBe(7)
  })
})

test('reasoning that nobody asked for', async () => {
  const agentId = await createAgent('sim:ttfb=1000,think=100,reasoning=20,gap=1,tokens=3')
  await talk(agentId, 5)
  expect(await rulesFor(agentId)).toEqual(['unasked-reasoning'])
})

test('a provider that fails, with the reason in the reader’s language', async () => {
  const agentId = await createAgent('sim:fail=429')
  await talk(agentId, 5)
  const [found] = await findings(agentId)
  expect(found).toMatchObject({ rule: 'provider-errors', share: 1 })
  expect(found?.fix.patch).toEqual({ fallbackModel: fast })
  expect(found?.evidence).toContain('The latest reason: too many requests.')
  expect((await findings(agentId, 'zh'))[0]?.evidence).toContain('最近的原因：请求过于频繁')
})

test('nobody is sent to a model that is fast because it fails', async () => {
  const quick = 'sim:ttfb=5,gap=1,tokens=3,fail=401,failrate=0.5'
  await talk(await createAgent(quick), 12)
  const agentId = await createAgent('sim:ttfb=1100,gap=1,tokens=3')
  await talk(agentId, 5)
  const [found] = await findings(agentId)
  const proposed = [found?.fix, ...(found?.otherFixes ?? [])]
  expect(JSON.stringify(proposed)).not.toContain(quick)
  expect(found?.fix.patch).not.toBeNull()
})

test('nobody is sent to a model whose provider is gone', async () => {
  const body = { name: 'Gone', baseUrl: simulator.url, apiKey: 'sk-gone' }
  const { id, slug } = await (await post('/api/providers', { cookie, body })).json()
  const gone = `${slug}/sim:ttfb=1,gap=1,tokens=3`
  const asked = await post('/api/agents', { cookie, body: { name: 'Gone', model: gone } })
  const agent = await asked.json()
  await talk(agent.id, 5)
  await call('DELETE', `/api/agents/${agent.id}`, { cookie })
  expect((await call('DELETE', `/api/providers/${id}`, { cookie })).status).toBe(204)
  const agentId = await createAgent('sim:ttfb=1200,gap=1,tokens=3')
  await talk(agentId, 5)
  const [found] = await findings(agentId)
  expect(found?.rule).toBe('slow-model')
  expect(JSON.stringify(found)).not.toContain(slug)
})

describe('a far provider', () => {
  const delayMs = 400
  const proxy = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming
    const forward = request(`${simulator.url}${url?.replace('/v1', '')}`, { method, headers })
    forward.on('response', (answer) => {
      const { statusCode = 502, headers: answered } = answer
      setTimeout(() => {
        outgoing.writeHead(statusCode, answered).flushHeaders()
        answer.pipe(outgoing)
      }, delayMs)
    })
    incoming.pipe(forward)
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => proxy[Symbol.asyncDispose]())

  test('is told from a slow model', async () => {
    const { port } = proxy.address() as AddressInfo
    const body = { name: 'Far', baseUrl: `http://127.0.0.1:${port}/v1` }
    const { slug } = await (await post('/api/providers', { cookie, body })).json()
    const model = `${slug}/sim:connect=0,ttfb=500,gap=1,tokens=3`
    const fields = { name: 'Far', model }
    const { id } = await (await post('/api/agents', { cookie, body: fields })).json()
    await talk(id, 8)
    expect(await rulesFor(id)).toContain('far-provider')
    expect(await rulesFor(id)).not.toContain('slow-model')
  })
})

test('recall that comes too late', async () => {
  const agentId = await createAgent('sim:ttfb=40,gap=1,tokens=3')
  await services.memory.forgetAll()
  const client = await services.database.pool.connect()
  await client.query('BEGIN; LOCK TABLE "Memory" IN ACCESS EXCLUSIVE MODE')
  try {
    await talk(agentId, 5)
  } finally {
    await client.query('COMMIT')
    client.release()
  }
  const [found] = await findings(agentId)
  expect(found).toMatchObject({ rule: 'slow-recall', stage: 'memory' })
  expect(found?.fix.patch).toEqual({ memory: { deadlineMs: 30 } })
})

test('a full memory budget', async () => {
  const items = Array.from({ length: 30 }, (_, n) => ({
    text: `The garden has a tulip bed number ${n}: ${'with many colours '.repeat(25)}`,
  }))
  await post('/api/memories/import', { cookie, body: { items } })
  const agentId = await createAgent('sim:ttfb=600,gap=1,tokens=3', {
    memory: { limit: 20, budgetTokens: 8_000, deadlineMs: 2_000 },
  })
  await talk(agentId, 5, 'What do I know about my garden and the tulip bed?')
  const found = (await findings(agentId)).find(({ rule }) => rule === 'large-memory')
  expect(found?.fix.patch).toEqual({ memory: { limit: 3, budgetTokens: 400 } })
  await call('DELETE', '/api/memories', { cookie })
})

test('text that is held back, and pauses between pieces', async () => {
  const buffered = await createAgent('sim:ttfb=40,gap=20,tokens=40', {
    streaming: { bufferChars: 100 },
  })
  const delayed = await createAgent('sim:ttfb=40,gap=1,tokens=5', {
    streaming: { deltaDelayMs: 10 },
  })
  await Promise.all([talk(buffered, 5), talk(delayed, 5)])
  const [held] = await findings(buffered)
  expect(held).toMatchObject({ rule: 'buffered-deltas', stage: 'flush' })
  expect(held?.fix.patch).toEqual({ streaming: { bufferChars: 1 } })
  expect(await rulesFor(delayed)).toEqual(['delayed-deltas'])
})

test('a database that is slow to answer', async () => {
  const agentId = await createAgent('sim:ttfb=40,gap=1,tokens=3', { memory: { enabled: false } })
  for (let turn = 0; turn < 5; turn += 1) {
    const client = await services.database.pool.connect()
    await client.query('BEGIN; LOCK TABLE "Chat" IN ACCESS EXCLUSIVE MODE')
    const answering = ask(crypto.randomUUID(), agentId, 'Hello there')
    await client.query('SELECT pg_sleep(0.2); COMMIT')
    client.release()
    await (await answering).text()
  }
  await services.background.settled()
  expect(await rulesFor(agentId)).toEqual(['slow-database'])
})
