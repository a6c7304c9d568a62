import { expect, onTestFinished, test } from 'vitest'
import { call, signIn } from '../testing.ts'
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

/** Until it is released, turns that begin are not saved. */
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
  // As if the ban had not found the run: it came between the look at the session and the run.
  await services.database.prisma.user.update({ where: { id: user.id }, data: { banned: true } })
  release()
  const frames = framesOf(await answer.text())
  expect(frames.at(-1)).toMatchObject({ type: 'error' })
  expect(frames.some(({ type }) => type === 'text-delta')).toBe(false)
})

test.each([
  ['ban', (id: string) => call('PATCH', `/api/users/${id}`, { cookie, body: { banned: true } })],
  ['deletion', (id: string) => call('DELETE', `/api/users/${id}`, { cookie })],
])('a %s ends the user’s answers, and nobody else’s', async (name, act) => {
  const agentId = await createAgent(endless)
  const user = await addUser(name)
  const chatId = crypto.randomUUID()
  const own = await ask(crypto.randomUUID(), agentId, 'Hello')
  const theirs = await ask(chatId, agentId, 'Hello', {}, user.cookie)
  const reader = await readUntil(theirs, 'tok3')
  expect((await act(user.id)).ok).toBe(true)
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    text += Buffer.from(value).toString()
  }
  expect(text.trimEnd().endsWith('[DONE]')).toBe(true)
  expect(services.runs.size()).toBe(1)
  const saved = await services.database.prisma.message.findFirst({
    where: { chatId, role: 'assistant' },
  })
  if (name === 'ban') {
    expect(saved?.status).toBe('stopped')
    expect(JSON.stringify(saved?.parts)).toContain('tok3')
  } else expect(saved).toBeNull()
  await services.runs.stop({}, 'user')
  await own.text()
})
