import { afterAll, expect, onTestFinished, test } from 'vitest'
import { type FaultyProxy, startFaultyProxy } from '#lib/db/faulty-proxy.ts'
import { call } from '../testing.ts'
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

let proxy: FaultyProxy
setUpTurns({
  // Job workers are expected to fail during the faults.
  onJobsError: () => undefined,
  database: {
    deadlineMs: 2_000,
    async through(url) {
      proxy = await startFaultyProxy(url)
      return proxy.url
    },
  },
})
afterAll(() => proxy.close())

const words = Array.from({ length: 60 }, (_, at) => `tok${at}`).join(' ')
const chats = () => call('GET', '/api/chats', { cookie })
const ready = async () => (await call('GET', '/api/ready')).status

async function expectAway(response: Response) {
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('2')
  expect((await response.json()).error.code).toBe('database-missing')
}

/** An answer that is being written; `rest` reads it to its end. */
async function beginAnswer() {
  const agentId = await createAgent('sim:ttfb=5,gap=5,tokens=60')
  const chatId = crypto.randomUUID()
  const response = await ask(chatId, agentId, 'Hello')
  const reader = await readUntil(response.clone(), 'tok3')
  return { chatId, agentId, reader, whole: response.text() }
}

/** Whatever was away is back: the next requests are answered, and the answer is saved. */
async function expectRecovery({ chatId, agentId, whole }: Awaited<ReturnType<typeof beginAnswer>>) {
  await expect.poll(ready).toBe(200)
  expect((await chats()).status).toBe(200)
  const frames = framesOf(await whole)
  expect(textOfFrames(frames)).toBe(words)
  expect(frames.at(-1)?.type).toBe('finish')
  expect((await readChat(chatId)).messages[1]).toMatchObject({ status: 'complete' })
  const next = framesOf(await (await ask(chatId, agentId, 'And now?')).text())
  expect(textOfFrames(next)).toBe(words)
}

test('a frozen database: requests are told, the answer goes on, and all is well after it', async () => {
  const answer = await beginAnswer()
  proxy.freeze()
  await Promise.all(
    [chats(), chats(), ask(crypto.randomUUID(), answer.agentId, 'Hi')].map(async (asked) =>
      expectAway(await asked),
    ),
  )
  expect(await ready()).toBe(503)
  proxy.thaw()
  await expectRecovery(answer)
})

test('connections that went silent are given up; new ones are made', async () => {
  await Promise.all([chats(), chats(), chats(), chats()])
  const answer = await beginAnswer()
  proxy.silence()
  // One request pays for the silence, or none where the answer's saving has met it first.
  expect([200, 503]).toContain((await chats()).status)
  await expectRecovery(answer)
})

test('a stopped database: requests are told at once, and all is well when it is back', async () => {
  const answer = await beginAnswer()
  await proxy.cut()
  onTestFinished(() => undefined)
  await expectAway(await chats())
  await expectAway(await ask(crypto.randomUUID(), answer.agentId, 'Hi'))
  expect(await ready()).toBe(503)
  await proxy.comeBack()
  await expectRecovery(answer)
})

test('an answer that could not be saved in time is saved late as what it is', async () => {
  const { finish } = services.turns
  let tries = 0
  services.turns.finish = async (end) => {
    tries += 1
    // A lasting failure, which ends the reader's patience at once.
    if (tries === 1) throw Object.assign(new Error('no such table'), { code: '42P01' })
    return finish(end)
  }
  onTestFinished(() => {
    services.turns.finish = finish
  })
  const { chatId, whole } = await beginAnswer()
  expect(framesOf(await whole).at(-1)).toMatchObject({ type: 'error' })
  await services.background.settled()
  const answer = (await readChat(chatId)).messages[1]
  expect(answer).toMatchObject({ status: 'complete', parts: [{ type: 'text', text: words }] })
})
