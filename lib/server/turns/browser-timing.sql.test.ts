import { beforeAll, expect, test } from 'vitest'
import type { Turn } from '#lib/contracts/latency/turn.ts'
import { ask, cookie, createAgent, readChat, services, setUpTurns } from '../chat/testing.ts'
import { call, post, signIn } from '../testing.ts'

setUpTurns()

const browser = { requestMs: 4.5, transitMs: 1_200, paintMs: 16 }
let agentId: string
beforeAll(async () => {
  agentId = await createAgent('sim:ttfb=1,gap=0,tokens=2')
})

async function takeTurn() {
  const chatId = crypto.randomUUID()
  const response = await ask(chatId, agentId, 'Hello')
  await response.text()
  return { chatId, turnId: response.headers.get('x-lumos-turn-id') ?? '' }
}

function tell(turnId: string, body: object, as = cookie) {
  return post(`/api/turns/${turnId}/browser`, { cookie: as, body })
}

async function traceOf(turnId: string): Promise<Turn> {
  return (await call('GET', `/api/turns/${turnId}`, { cookie })).json()
}

test('what the browser measured stands in the trace and with the answer, beside the rest', async () => {
  const { chatId, turnId } = await takeTurn()
  const before = await traceOf(turnId)
  expect((await tell(turnId, browser)).status).toBe(204)
  expect(await traceOf(turnId)).toEqual({
    ...before,
    metadata: { ...before.metadata, browser },
  })
  const answer = (await readChat(chatId)).messages[1]
  expect(answer?.metadata).toMatchObject({ browser, timing: { turnId } })
})

test('it is taken once, also when two tell it at the same time', async () => {
  const { turnId } = await takeTurn()
  const answers = await Promise.all([1, 2].map((paintMs) => tell(turnId, { paintMs })))
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404])
})

test('figures out of bounds are clamped, other fields refused', async () => {
  const { turnId } = await takeTurn()
  expect((await tell(turnId, { paintMs: 1, userId: 'x' })).status).toBe(400)
  expect((await tell(turnId, { paintMs: 'soon' })).status).toBe(400)
  expect((await tell(turnId, { requestMs: -5, transitMs: 1e12 })).status).toBe(204)
  expect((await traceOf(turnId)).metadata.browser).toEqual({ requestMs: 0, transitMs: 600_000 })
})

test('turns of others, old ones and running ones are not found', async () => {
  const { turnId } = await takeTurn()
  const account = { email: 'bob@example.com', password: 'correct horse' }
  await post('/api/users', { cookie, body: { name: 'Bob', ...account } })
  expect((await tell(turnId, browser, await signIn(account))).status).toBe(404)

  const set = (data: object) =>
    services.database.prisma.turn.update({ where: { id: turnId }, data })
  await set({ outcome: 'running' })
  expect((await tell(turnId, browser)).status).toBe(404)
  await set({ outcome: 'complete', startedAt: new Date(Date.now() - 601_000) })
  expect((await tell(turnId, browser)).status).toBe(404)
  expect((await traceOf(turnId)).metadata).not.toHaveProperty('browser')
})
