import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startSimulator } from '#lib/simulator/server.ts'
import { call, post, signUp, startTestServices } from '../testing.ts'
import { embedMemories } from './embed-memories.ts'

let running: Awaited<ReturnType<typeof startTestServices>>
let simulator: Awaited<ReturnType<typeof startSimulator>>
let cookie: string
let slug: string

beforeAll(async () => {
  running = await startTestServices()
  simulator = await startSimulator()
  const password = 'correct horse battery staple'
  cookie = await signUp({ name: 'Ana', email: 'ana@lumos.test', password })
  const body = { name: 'Sim', baseUrl: simulator.url }
  slug = (await (await post('/api/providers', { cookie, body })).json()).slug
})
afterAll(async () => {
  await running.stop()
  await simulator.close()
})

const choose = (embeddingModel: string | null) =>
  call('PATCH', '/api/settings', { cookie, body: { embeddingModel } })
const state = async () => (await call('GET', '/api/settings/embedding', { cookie })).json()
const work = () => embedMemories(running.services, { userId: null })

test('the settings tell how far the embedding model has come, and what it is worth', async () => {
  expect(await state()).toEqual({
    model: null,
    memories: 0,
    embedded: 0,
    grades: null,
    problem: null,
  })
  await post('/api/memories', { cookie, body: { text: 'I like green tea.' } })
  await choose(`${slug}/demo-embedding`)
  expect(await state()).toMatchObject({ memories: 1, embedded: 0 })
  await work()
  const user = await running.services.database.prisma.user.findFirstOrThrow()
  await embedMemories(running.services, { userId: user.id })
  // The simulated model only counts words, so it fails the exam and recall does not use it.
  expect(await state()).toEqual({
    model: `${slug}/demo-embedding`,
    memories: 1,
    embedded: 1,
    problem: null,
    grades: { english: 0, chinese: expect.closeTo(0, 0) },
  })
})

test('a model that refuses is named as the problem, and recall goes on', async () => {
  await choose(`${slug}/fault:http-401`)
  expect(await state()).toMatchObject({ grades: null, problem: expect.stringMatching(/key/i) })
  const found = await post('/api/memories/search', { cookie, body: { query: 'Which tea?' } })
  expect((await found.json()).items).toHaveLength(1)
})

test('a model that never answers is named as the problem', async () => {
  const { timeout } = AbortSignal
  const soon = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout(50))
  await choose(`${slug}/fault:hang-after-headers`)
  expect(await state()).toMatchObject({ grades: null, problem: expect.stringMatching(/in time/) })
  soon.mockRestore()
})
