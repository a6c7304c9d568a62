import { expect, test, vi } from 'vitest'
import { takeLostRuns } from '#lib/db/repositories/lost-runs.ts'
import { learnFromMessage } from '../memories/learn-from-message.ts'
import { call, post } from '../testing.ts'
import {
  ask,
  cookie,
  createAgent,
  framesOf,
  readChat,
  readUntil,
  services,
  setUpTurns,
  textOfFrames,
  timingOf,
} from './testing.ts'
import { titleJob, writeTitle } from './titles/write-title.ts'

setUpTurns()

test('what does not fit the chat is refused before anything is saved', async () => {
  const agentId = await createAgent('sim:ttfb=1,gap=0,tokens=2')
  const chatId = crypto.randomUUID()
  const id = crypto.randomUUID()
  const message = { id, role: 'user', parts: [{ type: 'text', text: 'Hello' }] }
  await (await post('/api/chat', { cookie, body: { id: chatId, agentId, message } })).text()
  const refused = async (more: object, status: number, code: string) => {
    const response = await post('/api/chat', {
      cookie,
      body: { id: chatId, agentId, message, ...more },
    })
    expect([response.status, (await response.json()).error.code]).toEqual([status, code])
  }
  await refused({}, 409, 'message-exists')
  await refused({ message: { ...message, id: 'other' }, parentId: 'unknown' }, 400, 'invalid-input')
  await refused({ message: { ...message, id: 'other' }, agentId: 'unknown' }, 404, 'not-found')
  await refused({ trigger: 'regenerate-message', messageId: 'unknown' }, 404, 'not-found')
  await refused({ message: { ...message, parts: [] } }, 400, 'invalid-input')
  expect((await readChat(chatId)).messages).toHaveLength(2)
})

test.each([
  ['sim:ttfb=20,gap=2,tokens=50,fail=reset', 'error'],
  ['fault:eof-without-finish', 'partial'],
  ['fault:http-500', 'error'],
])('%s ends the turn as %s, with its words, and the next one works', async (model, status) => {
  const agentId = await createAgent(model)
  const chatId = crypto.randomUUID()
  const frames = framesOf(await (await ask(chatId, agentId, 'Hello')).text())
  const answer = (await readChat(chatId)).messages[1]
  expect(answer?.status).toBe(status)
  expect(answer?.statusReason).toBeTruthy()
  expect(answer?.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')).toBe(
    textOfFrames(frames),
  )
  expect(frames.at(-1)?.type).toBe(status === 'error' ? 'error' : 'finish')
  expect(services.runs.size()).toBe(0)
  const healthy = await createAgent('sim:ttfb=1,gap=0,tokens=2')
  const next = framesOf(await (await ask(chatId, healthy, 'And now?')).text())
  expect(next.at(-1)?.type).toBe('finish')
})

test('a model is asked for a title, but not for one of a few words that are one', async () => {
  const agentId = await createAgent('sim:ttfb=1,gap=0,tokens=2')
  const [short, long] = [crypto.randomUUID(), crypto.randomUUID()]
  await (await ask(short, agentId, 'Tell me about waiting.')).text()
  await (await ask(long, agentId, 'Tell me all that you know about waiting in queues.')).text()
  await services.background.settled()
  const { rows } = await services.database.pool.query<{ chatId: string }>(
    `SELECT data->>'chatId' AS "chatId" FROM pgboss.job WHERE name = $1 AND data->>'chatId' = ANY($2)`,
    [titleJob, [short, long]],
  )
  expect(rows).toEqual([{ chatId: long }])
  expect((await readChat(short)).title).toBe('Tell me about waiting.')
})

test('a title is asked for behind the first answer that is there, not behind one that failed', async () => {
  const chatId = crypto.randomUUID()
  const long = 'Tell me all that you know about waiting in queues.'
  const titles = async (model: string) => {
    await (await ask(chatId, await createAgent(model), long)).text()
    await services.background.settled()
    const { rowCount } = await services.database.pool.query(
      `SELECT id FROM pgboss.job WHERE name = 'chat-title' AND data->>'chatId' = $1`,
      [chatId],
    )
    return rowCount
  }
  expect(await titles('fault:http-500')).toBe(0)
  expect(await titles('fault:finish-length')).toBe(1)
  expect(await titles('fault:comments')).toBe(1)
})

test('no title is asked for where the user named the chat', async () => {
  const agentId = await createAgent('fault:http-500')
  const chatId = crypto.randomUUID()
  await (await ask(chatId, agentId, 'Hello')).text()
  await expect(writeTitle(services, { chatId, agentId })).rejects.toThrow()
  await call('PATCH', `/api/chats/${chatId}`, { cookie, body: { title: 'Greetings' } })
  await writeTitle(services, { chatId, agentId })
  expect((await readChat(chatId)).title).toBe('Greetings')
})

test('memories are recalled into the prompt, learnt from the message, and kept on command', async () => {
  const agentId = await createAgent('demo-fast@x50')
  const chatId = crypto.randomUUID()
  await (await ask(chatId, agentId, 'My name is Ada and I live in Berlin.')).text()
  const { messages } = await readChat(chatId)
  const user = await services.database.prisma.user.findFirstOrThrow()
  const job = { userId: user.id, chatId, agentId, messageId: messages[0]?.id ?? '' }
  await learnFromMessage(services, job)
  await writeTitle(services, { chatId, agentId })
  expect((await readChat(chatId)).title).not.toBe('My name is Ada and I live in Berlin.')

  const next = framesOf(await (await ask(crypto.randomUUID(), agentId, 'Where do I live?')).text())
  const recalled = next.find(({ type }) => type === 'data-memory')?.data as {
    recalled: { text: string }[]
  }
  expect(recalled.recalled.map(({ text }) => text).join()).toContain('Berlin')
  expect(textOfFrames(next)).toContain('Berlin')

  const kept = framesOf(
    await (await ask(crypto.randomUUID(), agentId, 'Remember that I play the cello')).text(),
  )
  expect(JSON.stringify(kept.filter(({ type }) => type === 'data-memory'))).toContain('cello')
  const { items } = await (await call('GET', '/api/memories?query=cello', { cookie })).json()
  expect(items).toHaveLength(1)
})

test('"tomorrow" counts from the day of the message, however late it is learnt from', async () => {
  const agentId = await createAgent('fault:http-500')
  const chatId = crypto.randomUUID()
  await (await ask(chatId, agentId, 'I quit my job at Globex yesterday.')).text()
  await services.background.settled()
  const { pool, prisma } = services.database
  await pool.query(`UPDATE "Message" SET "createdAt" = '2026-03-10T12:00Z' WHERE "chatId" = $1`, [
    chatId,
  ])
  const user = await prisma.user.findFirstOrThrow()
  const messageId = (await readChat(chatId)).messages[0]?.id ?? ''
  await learnFromMessage(services, { userId: user.id, chatId, agentId, messageId })
  const kept = await prisma.memory.findFirstOrThrow({ where: { sourceMessageId: messageId } })
  expect(kept.text).toBe('The user quit their job at Globex on 2026-03-09.')
})

test('a buffer holds the first token back, and the TTFB tells', async () => {
  const streaming = { bufferChars: 100 }
  const agentId = await createAgent('sim:ttfb=20,gap=20,tokens=40', { streaming })
  const frames = framesOf(await (await ask(crypto.randomUUID(), agentId, 'Hello')).text())
  const first = frames.find(({ type }) => type === 'text-delta')
  expect(String(first?.delta).length).toBeGreaterThanOrEqual(100)
  const { ttfbMs, stages } = timingOf(frames)
  const flush = stages.find(({ name }) => name === 'flush')
  // The flush begins with the model's first token; a hundred characters are about twenty tokens.
  expect(ttfbMs).toBeGreaterThanOrEqual(flush?.endMs ?? Number.POSITIVE_INFINITY)
  expect(flush?.endMs).toBeGreaterThan((flush?.startMs ?? 0) + 20)
})

test('the text so far is saved while the answer streams, and a dead process leaves it marked', async () => {
  const agentId = await createAgent('sim:ttfb=20,gap=5,tokens=2000')
  const chatId = crypto.randomUUID()
  const reader = await readUntil(await ask(chatId, agentId, 'Hello'), 'tok20')
  await vi.waitFor(
    async () => {
      const answer = (await readChat(chatId)).messages[1]
      expect(answer?.status).toBe('streaming')
      expect(JSON.stringify(answer?.parts)).toContain('tok20')
    },
    { timeout: 60_000 },
  )
  // Another process marks the turn of a process that died.
  const pool = services.database.pool
  await takeLostRuns(pool, {
    ...{ instanceId: 'another', home: null, turnIds: [] },
    ...{ isAlone: true, areLeasesCurrent: true },
  })
  const answer = (await readChat(chatId)).messages[1]
  expect(answer?.status).toBe('interrupted')
  expect(JSON.stringify(answer?.parts)).toContain('tok20')
  await services.runs.stop({ chatId }, 'user')
  await reader.cancel()
})
