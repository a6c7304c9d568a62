import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, signUp, startTestServices } from '../testing.ts'

let running: Awaited<ReturnType<typeof startTestServices>>
let cookie: string

beforeAll(async () => {
  running = await startTestServices()
  cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  const body = { name: 'Sim', baseUrl: 'http://127.0.0.1:9/v1' }
  await call('POST', '/api/providers', { cookie, body })
})
afterAll(() => running.stop())

const create = (more: object) =>
  call('POST', '/api/agents', { cookie, body: { name: 'Helper', model: 'sim/model', ...more } })

test('agents of one name that are made at the same time get a slug each', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => create({})))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  const agents = await Promise.all(answers.map((answer) => answer.json()))
  expect(new Set(agents.map(({ slug }) => slug)).size).toBe(12)
})

test('a slug that was asked for is refused if another agent has it', async () => {
  expect((await create({ slug: 'mine' })).status).toBe(201)
  const refused = await create({ slug: 'mine' })
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ error: { code: 'slug-taken', field: 'slug' } })
})
