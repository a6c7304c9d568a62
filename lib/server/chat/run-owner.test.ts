import { describe, expect, onTestFinished, test } from 'vitest'
import { call, cookieOf, signIn } from '../testing.ts'
import {
  ask,
  cookie,
  createAgent,
  framesOf,
  readChat,
  readUntil,
  services,
  setUpTurns,
} from './testing.ts'

setUpTurns()

const endless = 'sim:ttfb=1,gap=5,tokens=100000'

/** Holds back the saving of new turns until it is released. */
function holdBeginnings() {
  const { begin } = services.turns
  const { promise, resolve: release } = Promise.withResolvers<void>()
  services.turns.begin = async (turn) => {
    await promise
    return begin(turn)
  }
  onTestFinished(() => {
    release()
    services.turns.begin = begin
  })
  return release
}

async function restOf(reader: Awaited<ReturnType<typeof readUntil>>) {
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text
    text += Buffer.from(value).toString()
  }
}

async function addUser(name: string) {
  const account = { email: `${name}@example.com`, password: 'correct horse' }
  const response = await call('POST', '/api/users', { cookie, body: { name, ...account } })
  const { id } = (await response.json()) as { id: string }
  return { id, cookie: await signIn(account) }
}

test('a run can be read and stopped before its chat is saved, by its owner only', async () => {
  const release = holdBeginnings()
  const chatId = crypto.randomUUID()
  const answer = await ask(chatId, await createAgent(endless), 'Hello')
  const other = await addUser('eve')
  for (const [method, action] of [['POST', 'stop'] as const, ['GET', 'stream'] as const]) {
    const foreign = await call(method, `/api/chat/${chatId}/${action}`, { cookie: other.cookie })
    expect(foreign.status).toBe(404)
  }
  const joined = await call('GET', `/api/chat/${chatId}/stream`, { cookie })
  const stopping = call('POST', `/api/chat/${chatId.toUpperCase()}/stop`, { cookie })
  release()
  expect(await (await stopping).json()).toEqual({ stopped: true })
  expect((await readChat(chatId)).messages[1]).toMatchObject({ status: 'stopped' })
  const [one, two] = await Promise.all([answer.text(), joined.text()])
  expect(two).toBe(one)
})

test('a chat that is deleted while its turn begins is not made again', async () => {
  const release = holdBeginnings()
  const chatId = crypto.randomUUID()
  const answer = await ask(chatId, await createAgent(endless), 'Hello')
  const deleting = call('DELETE', `/api/chats/${chatId}`, { cookie })
  release()
  expect((await deleting).status).toBe(204)
  expect((await call('GET', `/api/chats/${chatId}`, { cookie })).status).toBe(404)
  expect(framesOf(await answer.text()).at(-1)).toMatchObject({ type: 'abort' })
})

test('a request that was let in just before its user was banned is not answered', async () => {
  const release = holdBeginnings()
  const agentId = await createAgent(endless)
  const user = await addUser('late')
  const answer = await ask(crypto.randomUUID(), agentId, 'Hello', {}, user.cookie)
  // Simulates a ban between the session check and the run, which therefore misses the run.
  await services.database.prisma.user.update({ where: { id: user.id }, data: { banned: true } })
  release()
  const frames = framesOf(await answer.text())
  expect(frames.at(-1)).toMatchObject({ type: 'error' })
  expect(frames.some(({ type }) => type === 'text-delta')).toBe(false)
})

test.each([
  ['ban', (id: string) => call('PATCH', `/api/users/${id}`, { cookie, body: { banned: true } })],
  [
    'password',
    (id: string) =>
      call('PATCH', `/api/users/${id}`, { cookie, body: { password: 'new horse 2' } }),
  ],
  ['deletion', (id: string) => call('DELETE', `/api/users/${id}`, { cookie })],
])('a %s ends the user’s answers, and nobody else’s', async (name, act) => {
  const agentId = await createAgent(endless)
  const user = await addUser(name)
  const chatId = crypto.randomUUID()
  const own = await ask(crypto.randomUUID(), agentId, 'Hello')
  const theirs = await ask(chatId, agentId, 'Hello', {}, user.cookie)
  const reader = await readUntil(theirs, 'tok3')
  const [text, { ok }] = await Promise.all([restOf(reader), act(user.id)])
  expect(ok).toBe(true)
  expect(text.trimEnd().endsWith('[DONE]')).toBe(true)
  expect(services.runs.size()).toBe(1)
  const saved = await services.database.prisma.message.findFirst({
    where: { chatId, role: 'assistant' },
  })
  if (name !== 'deletion') {
    expect(saved?.status).toBe('stopped')
    expect(JSON.stringify(saved?.parts)).toContain('tok3')
  } else expect(saved).toBeNull()
  await services.runs.stop({}, 'user')
  await own.text()
})

describe('signing out', () => {
  const password = 'correct horse'
  test('ends what this browser reads; the answer goes on for the others', async () => {
    const user = await addUser('two-devices')
    const phone = await signIn({ email: 'two-devices@example.com', password })
    const chatId = crypto.randomUUID()
    const agentId = await createAgent(endless)
    const here = await readUntil(await ask(chatId, agentId, 'Hi', {}, user.cookie), 'tok3')
    const there = await call('GET', `/api/chat/${chatId}/stream`, { cookie: phone })
    const reading = await readUntil(there, 'tok3')
    await call('POST', '/api/auth/sign-out', { cookie: user.cookie })
    await expect(restOf(here)).rejects.toThrow()
    expect((await reading.read()).done).toBe(false)
    const stopped = await call('POST', `/api/chat/${chatId}/stop`, { cookie: phone })
    expect(await stopped.json()).toEqual({ stopped: true })
    expect(await restOf(reading)).toContain('"type":"abort"')
  })

  test('a password that the user changes cuts off everybody who has only the old one', async () => {
    const user = await addUser('changes')
    const thief = await signIn({ email: 'changes@example.com', password })
    const chatId = crypto.randomUUID()
    const agentId = await createAgent(endless)
    const asked = await readUntil(await ask(chatId, agentId, 'Hi', {}, user.cookie), 'tok3')
    const stolen = await call('GET', `/api/chat/${chatId}/stream`, { cookie: thief })
    const reading = await readUntil(stolen, 'tok3')
    const body = { currentPassword: password, newPassword: 'better horse' }
    const changed = await call('POST', '/api/auth/change-password', { cookie: user.cookie, body })
    await expect(restOf(reading)).rejects.toThrow()
    await expect(restOf(asked)).rejects.toThrow()
    const refused = await call('GET', `/api/chat/${chatId}/stream`, { cookie: thief })
    expect(refused.status).toBe(401)
    // The browser that changed the password has a new session and resumes the answer.
    const cookieNow = cookieOf(changed)
    const again = await call('GET', `/api/chat/${chatId}/stream`, { cookie: cookieNow })
    await readUntil(again, 'tok3')
    await call('POST', `/api/chat/${chatId}/stop`, { cookie: cookieNow })
  })
})
