import { beforeAll, expect, test } from 'vitest'
import { call, post, signIn } from '../testing.ts'
import { normaliseQuestion } from './answer-cache.ts'
import {
  ask,
  cookie,
  createAgent,
  framesOf,
  readChat,
  services,
  setUpTurns,
  simulator,
  textOfFrames,
  timingOf,
} from './testing.ts'

setUpTurns({ timeScale: 50 })

let bobs: string
beforeAll(async () => {
  const bob = { name: 'Bob', email: 'bob@example.com', password: 'correct horse' }
  await post('/api/users', { cookie, body: { ...bob, role: 'user' } })
  bobs = await signIn({ email: bob.email, password: bob.password })
})

const requests = (model: string) => simulator.stats().models[model]?.requests ?? 0

/** Each test uses a model of its own, so that its requests can be counted. */
let models = 0
async function cachingAgent(more: object = {}) {
  models += 1
  const model = `sim:ttfb=${models},gap=1,tokens=12`
  const agentId = await createAgent(model, { answerCache: { enabled: true }, ...more })
  return { model, agentId }
}

async function turn(agentId: string, text: string, as = cookie, chatId = crypto.randomUUID()) {
  const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] }
  const body = { id: chatId, agentId, message }
  const frames = framesOf(await (await post('/api/chat', { cookie: as, body })).text())
  await services.background.settled()
  return { chatId, text: textOfFrames(frames), timing: timingOf(frames), frames }
}

test('the same first question is answered from the cache, marked, in the trace and after a reload', async () => {
  const { model, agentId } = await cachingAgent()
  const first = await turn(agentId, 'What is a turn?')
  const second = await turn(agentId, '  what is a  turn ')
  expect(requests(model)).toBe(1)
  expect(first.timing.cache).toBe('miss')
  expect(second.timing).toMatchObject({ cache: 'hit', model: `sim/${model}` })
  expect(second.text).toBe(first.text)
  const answer = (await readChat(second.chatId)).messages.at(-1)
  expect(answer?.metadata?.cachedAt).toMatch(/^\d{4}-/)
  const { turnId } = second.timing
  const trace = await (await call('GET', `/api/turns/${turnId}`, { cookie })).json()
  expect(trace.metadata.cachedAt).toBe(answer?.metadata?.cachedAt)
  expect(second.frames.filter(({ type }) => type === 'text-delta').length).toBeGreaterThan(0)
})

test('an agent without an answer cache asks the model each time', async () => {
  const { model, agentId } = await cachingAgent({ answerCache: { enabled: false } })
  const { timing } = await turn(agentId, 'What is a turn?')
  await turn(agentId, 'What is a turn?')
  expect(requests(model)).toBe(2)
  expect(timing.cache).toBeUndefined()
})

test('asked anew, the model answers, and its new answer is the one that is kept', async () => {
  const { model, agentId } = await cachingAgent()
  await turn(agentId, 'What is a run?')
  const { chatId } = await turn(agentId, 'What is a run?')
  const body = { id: chatId, agentId, trigger: 'regenerate-message' }
  const frames = framesOf(await (await post('/api/chat', { cookie, body })).text())
  await services.background.settled()
  expect(timingOf(frames).cache).toBe('miss')
  expect(requests(model)).toBe(2)
  expect((await turn(agentId, 'What is a run?')).timing.cache).toBe('hit')
})

test('a later question, another question and a changed agent are not answered from the cache', async () => {
  const { model, agentId } = await cachingAgent()
  const { chatId } = await turn(agentId, 'Hello there')
  await turn(agentId, 'Hello there', cookie, chatId)
  await turn(agentId, 'Hello their')
  expect(requests(model)).toBe(3)
  await call('PATCH', `/api/agents/${agentId}`, { cookie, body: { instructions: 'Be brief.' } })
  await turn(agentId, 'Hello there')
  expect(requests(model)).toBe(4)
})

test('an answer is replayed for other users, unless memories took part', async () => {
  const { model, agentId } = await cachingAgent({ memory: { deadlineMs: 5_000 } })
  await turn(agentId, 'Where is Kassel?')
  expect((await turn(agentId, 'Where is Kassel?', bobs)).timing.cache).toBe('hit')
  for (const as of [cookie, bobs])
    await post('/api/memories', { cookie: as, body: { text: 'The user keeps bees.' } })
  const mine = await turn(agentId, 'Where do my bees live?')
  const his = await turn(agentId, 'Where do my bees live?', bobs)
  expect([mine.timing.cache, his.timing.cache]).toEqual(['miss', 'miss'])
  expect((await turn(agentId, 'Where do my bees live?')).timing.cache).toBe('hit')
  expect(requests(model)).toBe(3)
})

test('what memories took part in goes with them, and any answer with its chat', async () => {
  const { prisma } = services.database
  const { agentId } = await cachingAgent({ memory: { deadlineMs: 5_000 } })
  const memory = await post('/api/memories', {
    cookie,
    body: { text: 'The user has a cat, Minka.' },
  })
  const count = () => prisma.cachedAnswer.count({ where: { agentId } })
  await turn(agentId, 'How old is my cat Minka?')
  expect(await count()).toBe(1)
  const { id } = await memory.json()
  const body = { text: 'The user had a cat, Minka.' }
  await call('PATCH', `/api/memories/${id}`, { cookie, body })
  expect(await count()).toBe(0)
  await turn(agentId, 'How old is my cat Minka?')
  expect(await count()).toBe(1)
  await call('DELETE', '/api/memories', { cookie })
  expect(await count()).toBe(0)
  const { chatId } = await turn(agentId, 'What is a stage?')
  expect(await count()).toBe(1)
  await call('DELETE', `/api/chats/${chatId}`, { cookie })
  expect(await count()).toBe(0)
})

test('nothing is kept of a temporary chat, of an answer cut short, or for longer than it may', async () => {
  const { model, agentId } = await cachingAgent({ maxOutputTokens: 5 })
  await turn(agentId, 'Cut short?')
  await turn(agentId, 'Cut short?')
  expect(requests(model)).toBe(2)

  const whole = await cachingAgent()
  const response = await ask(crypto.randomUUID(), whole.agentId, 'In secret?', { temporary: true })
  await response.text()
  await services.background.settled()
  await turn(whole.agentId, 'In secret?')
  expect(requests(whole.model)).toBe(2)
  await services.database.prisma.cachedAnswer.updateMany({ data: { expiresAt: new Date() } })
  expect((await turn(whole.agentId, 'In secret?')).timing.cache).toBe('miss')
})

test('replayed answers do not count as the model’s speed', async () => {
  const { model, agentId } = await cachingAgent()
  for (let asked = 0; asked < 3; asked += 1) await turn(agentId, 'How fast?')
  const { items } = await (await call('GET', '/api/models', { cookie })).json()
  const known = items.find(({ id }: { id: string }) => id === `sim/${model}`)
  expect(known.ttfb.samples).toBe(1)
})

test('plain sentences are equal but for case, width and spaces; everything else is exact', () => {
  const same = (a: string, b: string) => normaliseQuestion(a) === normaliseQuestion(b)
  expect(same('What is TTFB?', ' what  is ttfb')).toBe(true)
  expect(same('什么是首字延迟？', '什么是首字延迟?')).toBe(true)
  expect(same('What does -v do?', 'What does -V do?')).toBe(false)
  expect(same('2² = ?', '22 = ?')).toBe(false)
  expect(same('if a:\n  b', 'if a:\nb')).toBe(false)
  expect(same('What is C?', 'What is C++?')).toBe(false)
})
