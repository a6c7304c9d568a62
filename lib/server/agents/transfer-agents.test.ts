import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, signUp, startTestServices } from '../testing.ts'

let running: Awaited<ReturnType<typeof startTestServices>>
let cookie: string

beforeAll(async () => {
  running = await startTestServices()
  cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  const body = { name: 'Sim', baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'sk-secret-key' }
  await call('POST', '/api/providers', { cookie, body })
})
afterAll(() => running.stop())

const bring = (body: unknown) => call('POST', '/api/agents/import', { cookie, body })

test('agents that were exported come back beside the others, without keys', async () => {
  const starters = [{ title: 'Tea', text: 'How is tea made?' }]
  const body = { name: 'Helper', model: 'sim/model', slug: 'helper', starters }
  await call('POST', '/api/agents', { cookie, body })
  const exported = await call('GET', '/api/agents/export', { cookie })
  expect(exported.headers.get('content-disposition')).toContain('attachment')
  const text = await exported.text()
  expect(text).not.toContain('sk-secret-key')
  const response = await bring(JSON.parse(text))
  expect(response.status).toBe(201)
  expect(await response.json()).toMatchObject({ items: [{ name: 'Helper', starters }] })
  const { items } = await (await call('GET', '/api/agents', { cookie })).json()
  expect(items.map(({ slug }: { slug: string }) => slug).sort()).toEqual(['helper', 'helper-2'])
})

test.each([
  ['an unknown field', { name: 'A', model: 'sim/model', colour: 'red' }, 'agents.0.colour'],
  ['an unknown provider', { name: 'A', model: 'nowhere/model' }, 'agents.0.model'],
])('%s is named, and nothing is created', async (_, agent, field) => {
  const count = async () =>
    (await (await call('GET', '/api/agents', { cookie })).json()).items.length
  const before = await count()
  const response = await bring({ format: 'lumos-agents', version: 1, agents: [agent] })
  expect([response.status, (await response.json()).error.field]).toEqual([400, field])
  expect(await count()).toBe(before)
})
