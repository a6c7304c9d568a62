import { expect, test } from 'vitest'
import { takeLostRuns } from '#lib/db/repositories/lost-runs.ts'
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
} from './testing.ts'

setUpTurns()

const tokens = (count: number) => Array.from({ length: count }, (_, n) => `tok${n}`).join(' ')

function goOn(chatId: string, more: object = {}) {
  return post('/api/chat', { cookie, body: { id: chatId, trigger: 'continue-message', ...more } })
}

async function answerOf(chatId: string) {
  const { messages } = await readChat(chatId)
  expect(messages).toHaveLength(2)
  const answer = messages[1]
  const text = answer?.parts.map((part) => (part.type === 'text' ? part.text : '')).join('|')
  return { id: answer?.id, turnId: answer?.turnId, status: answer?.status, text }
}

test('an answer that the provider breaks off goes on in the same message until it is whole', async () => {
  const agentId = await createAgent('sim:ttfb=1,gap=0,tokens=50,fail=eof,after=20')
  const chatId = crypto.randomUUID()
  await (await ask(chatId, agentId, 'Hello')).text()
  const first = await answerOf(chatId)
  expect(first).toMatchObject({ status: 'partial', text: tokens(20) })

  const frames = framesOf(await (await goOn(chatId, { messageId: first.id })).text())
  expect(frames[0]).toMatchObject({
    type: 'start',
    messageId: first.id,
    messageMetadata: { keptChars: tokens(20).length },
  })
  // A reader that has none of the message receives its beginning, too.
  expect(textOfFrames(frames)).toBe(tokens(40))
  const second = await answerOf(chatId)
  expect(second).toMatchObject({ id: first.id, status: 'partial', text: tokens(40) })
  expect(second.turnId).not.toBe(first.turnId)

  await (await goOn(chatId)).text()
  const third = await answerOf(chatId)
  expect(third).toMatchObject({ id: first.id, status: 'complete', text: tokens(50) })
  const trace = await (await call('GET', `/api/turns/${third.turnId}`, { cookie })).json()
  expect(trace).toMatchObject({ outcome: 'complete', metadata: { isContinued: true } })
  expect(trace.ttfbMs).toBeGreaterThan(0)
  const whole = await goOn(chatId)
  expect([whole.status, (await whole.json()).error.field]).toEqual([400, 'messageId'])
})

test.each([
  ['a length limit', 'sim:ttfb=1,gap=0,tokens=30', { maxOutputTokens: 25 }, 'partial', 25],
  [
    'the output cap',
    'sim:ttfb=1,gap=0,tokens=30',
    { deadlines: { maxOutputChars: tokens(25).length } },
    'error',
    25,
  ],
  ['an error', 'sim:ttfb=1,gap=0,tokens=30,fail=reset,after=25', {}, 'error', 25],
])('%s is gone beyond', async (_, model, more, status, least) => {
  const agentId = await createAgent(model, more)
  const chatId = crypto.randomUUID()
  await (await ask(chatId, agentId, 'Hello')).text()
  const { status: ended, text } = await answerOf(chatId)
  expect(ended).toBe(status)
  expect(tokens(30).startsWith(text ?? '?')).toBe(true)
  expect(text?.length).toBeGreaterThanOrEqual(tokens(least).length)
  await (await goOn(chatId)).text()
  expect(await answerOf(chatId)).toMatchObject({ status: 'complete', text: tokens(30) })
})

test('a stopped answer goes on, and who joins meanwhile gets all of it', async () => {
  const agentId = await createAgent('sim:ttfb=1,gap=3,tokens=120')
  const chatId = crypto.randomUUID()
  const asked = await readUntil(await ask(chatId, agentId, 'Hello'), 'tok20"')
  await post(`/api/chat/${chatId}/stop`, { cookie })
  await drain(asked)
  const stopped = await answerOf(chatId)
  expect(stopped.status).toBe('stopped')
  const going = await readUntil(await goOn(chatId), ' tok60"')
  const joined = framesOf(
    await (await call('GET', `/api/chat/${chatId}/stream`, { cookie })).text(),
  )
  await drain(going)
  expect(textOfFrames(joined)).toBe(tokens(120))
  expect(await answerOf(chatId)).toMatchObject({ status: 'complete', text: tokens(120) })
})

test('the answer of a process that died goes on from what was saved', async () => {
  const agentId = await createAgent('sim:ttfb=1,gap=0,tokens=30')
  const chatId = crypto.randomUUID()
  await (await ask(chatId, agentId, 'Hello')).text()
  const { pool } = services.database
  await pool.query(
    `UPDATE "Message" SET status = 'streaming', parts = $2 WHERE "chatId" = $1 AND role = 'assistant'`,
    [chatId, JSON.stringify([{ type: 'text', text: tokens(12) }])],
  )
  await pool.query(
    `UPDATE "Turn" SET outcome = 'running', "instanceId" = 'dead' WHERE "chatId" = $1`,
    [chatId],
  )
  await takeLostRuns(pool, {
    ...{ instanceId: services.instanceId, home: null, turnIds: [] },
    ...{ isAlone: true, areLeasesCurrent: true },
  })
  expect(await answerOf(chatId)).toMatchObject({ status: 'interrupted', text: tokens(12) })
  await (await goOn(chatId)).text()
  expect(await answerOf(chatId)).toMatchObject({ status: 'complete', text: tokens(30) })
})

test("neither a question, an unknown message nor a stranger's chat can be gone on with", async () => {
  const agentId = await createAgent('sim:ttfb=1,gap=0,tokens=2')
  const chatId = crypto.randomUUID()
  await (await ask(chatId, agentId, 'Hello')).text()
  const { messages } = await readChat(chatId)
  const statusOf = async (id: string, messageId?: string) =>
    (await goOn(id, { ...(messageId && { messageId }) })).status
  expect(await statusOf(chatId, messages[0]?.id)).toBe(400)
  expect(await statusOf(chatId, 'unknown')).toBe(404)
  expect(await statusOf(crypto.randomUUID())).toBe(404)
})

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>) {
  while (!(await reader.read()).done);
}
