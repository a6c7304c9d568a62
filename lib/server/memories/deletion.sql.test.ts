import { beforeEach, expect, test } from 'vitest'
import {
  ask,
  cookie,
  createAgent,
  modelId,
  readChat,
  readUntil,
  services,
  setUpTurns,
} from '../chat/testing.ts'
import { call, post, signIn } from '../testing.ts'
import { embedMemories } from './embed-memories.ts'
import { learnFromMessage } from './learn-from-message.ts'

setUpTurns()

const canary = 'Zanzibarkanarie'
const fact = `The user keeps bees in ${canary}.`
const details = { type: 'profile' as const, importance: 0.5, validFrom: null, validTo: null }
let userId: string

beforeEach(async () => {
  userId = (await services.database.prisma.user.findFirstOrThrow({ where: { role: 'admin' } })).id
  expect(await placesOf(canary)).toEqual([])
})

/** Every table of the app and of its jobs that contains a text. */
async function placesOf(text: string): Promise<string[]> {
  const { pool } = services.database
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  )
  const places: string[] = []
  for (const { name } of tables) {
    const found = await pool.query(`SELECT FROM ${name} AS t WHERE t::text ILIKE $1 LIMIT 1`, [
      `%${text}%`,
    ])
    if (found.rowCount) places.push(name)
  }
  return places
}

async function keep(text = fact): Promise<string> {
  const response = await post('/api/memories', { cookie, body: { text } })
  expect(response.status).toBe(201)
  return (await response.json()).id
}

const forget = (id = '') => call('DELETE', `/api/memories${id && `/${id}`}`, { cookie })

async function found(): Promise<string[]> {
  const response = await post('/api/memories/search', { cookie, body: { query: `bees ${canary}` } })
  const { items } = (await response.json()) as { items: { text: string }[] }
  return items.map(({ text }) => text)
}

test.each(['one', 'all'])('a memory behind an answer, deleted as %s, is nowhere', async (which) => {
  const id = await keep()
  const embeddingModel = modelId('demo-embedding')
  await call('PATCH', '/api/settings', { cookie, body: { embeddingModel } })
  await embedMemories(services, { userId })
  const agentId = await createAgent('sim:ttfb=1,gap=0,tokens=5', { answerCache: { enabled: true } })
  const chatId = crypto.randomUUID()
  await (await ask(chatId, agentId, 'Where do I keep my bees?')).text()
  await services.background.settled()
  const { memoryVector, cachedAnswer } = services.database.prisma
  expect((await placesOf(canary)).sort()).toEqual(['public."Memory"', 'public."Message"'])
  expect(await memoryVector.count()).toBe(1)
  expect(await cachedAnswer.count()).toBe(1)

  expect((await forget(which === 'one' ? id : '')).status).toBe(204)
  expect(await placesOf(canary)).toEqual([])
  expect(await memoryVector.count()).toBe(0)
  expect(await cachedAnswer.count()).toBe(0)
  expect(await found()).toEqual([])
  expect(JSON.stringify(await readChat(chatId))).not.toContain(canary)
  await call('PATCH', '/api/settings', { cookie, body: { embeddingModel: null } })
})

test('a memory that is deleted while an answer uses it does not come back with its end', async () => {
  const id = await keep()
  const agentId = await createAgent('sim:ttfb=1,gap=5,tokens=100')
  const reader = await readUntil(
    await ask(crypto.randomUUID(), agentId, 'Where do I keep my bees?'),
    'tok5',
  )
  await forget(id)
  while (!(await reader.read()).done);
  await services.background.settled()
  expect(await placesOf(canary)).toEqual([])
})

test('a deleted memory goes with what said the same before', async () => {
  const source = { userId, agentId: null, chatId: null, messageId: null }
  const live = async (place: string) =>
    services.memory.learn(source, [{ ...details, text: `The user lives in ${place}.` }])
  await live(canary)
  await live('Berlin')
  const [last] = await live(canary)
  await forget(last?.id)
  expect(await placesOf(canary)).toEqual([])
  await forget()
})

test('an account takes its memories and messages with it', async () => {
  const fields = { name: 'Ben', email: 'ben@lumos.test', password: 'correct horse', role: 'user' }
  const { id } = await (await post('/api/users', { cookie, body: fields })).json()
  const ben = await signIn({ email: fields.email, password: fields.password })
  await post('/api/memories', { cookie: ben, body: { text: fact } })
  const agentId = await createAgent('sim:ttfb=1,gap=0,tokens=5')
  const question = `What of my bees in ${canary}?`
  await (await ask(crypto.randomUUID(), agentId, question, {}, ben)).text()
  await services.background.settled()
  expect(await placesOf(canary)).not.toEqual([])
  expect((await call('DELETE', `/api/users/${id}`, { cookie })).status).toBe(204)
  expect(await placesOf(canary)).toEqual([])
  expect((await services.memory.search({ userId: id, query: canary, limit: 5 })).items).toEqual([])
})

/** A message for a queued job to learn from. */
async function say(text: string) {
  // The memory model fails, so that the rules read the message.
  const agentId = await createAgent('fault:http-500')
  const chatId = crypto.randomUUID()
  await (await ask(chatId, agentId, text)).text()
  await services.background.settled()
  const messageId = (await readChat(chatId)).messages[0]?.id ?? ''
  return { chatId, job: { userId, chatId, agentId, messageId } }
}

const deleteForEver = (chatId: string) =>
  call('DELETE', `/api/chats/${chatId}?forever=true`, { cookie })

const memories = () => services.database.prisma.memory.findMany({ where: { userId } })

test('what was learnt in a chat outlives it, and leads nowhere', async () => {
  const { chatId, job } = await say(`I live in ${canary}.`)
  await learnFromMessage(services, job)
  const source = async () => {
    const { items } = await (await call('GET', '/api/memories', { cookie })).json()
    return items.map((item: { source: unknown }) => item.source)
  }
  expect(await source()).toEqual([{ chatId, messageId: job.messageId }])
  await call('DELETE', `/api/chats/${chatId}`, { cookie })
  expect(await source()).toEqual([null])
  await call('PATCH', `/api/chats/${chatId}`, { cookie, body: { deleted: false } })
  expect(await source()).toEqual([{ chatId, messageId: job.messageId }])
  await deleteForEver(chatId)
  expect(await source()).toEqual([null])
  await forget()
})

test('a job that runs after all was deleted brings nothing back', async () => {
  const { chatId, job } = await say(`I live in ${canary}.`)
  await learnFromMessage(services, job)
  expect(await memories()).toHaveLength(1)
  await forget()
  await learnFromMessage(services, job)
  expect(await memories()).toEqual([])
  await deleteForEver(chatId)
})

test.each([
  ['altogether', '/api/memories/settings', { enabled: false }, { enabled: true }],
  ['for the chat', '/api/chats/', { memory: false }, { memory: true }],
])('a job that runs after memory was switched off %s learns nothing', async (_, path, off, on) => {
  const { chatId, job } = await say(`I live in ${canary}.`)
  const target = path.endsWith('/') ? `${path}${chatId}` : path
  expect((await call('PATCH', target, { cookie, body: off })).status).toBe(200)
  await learnFromMessage(services, job)
  expect(await memories()).toEqual([])
  await call('PATCH', target, { cookie, body: on })
  await learnFromMessage(services, job)
  expect(await memories()).toHaveLength(1)
  await forget()
  await deleteForEver(chatId)
})
