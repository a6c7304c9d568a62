import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ChatDetail } from '#lib/contracts/chat.ts'
import type { TurnTiming } from '#lib/contracts/timing.ts'
import { interruptOrphanedTurns } from '#lib/db/repositories/instances.ts'
import { type Simulator, startSimulator } from '#lib/simulator/server.ts'
import { learnFromMessage } from '../memories/learn-from-message.ts'
import type { Services } from '../services.ts'
import { call, post, signUp, startTestServices } from '../testing.ts'
import { writeTitle } from './write-title.ts'

let simulator: Simulator
let services: Services
let stopServices: () => Promise<void>
let cookie: string
let slug: string

beforeAll(async () => {
  simulator = await startSimulator()
  const started = await startTestServices()
  services = started.services
  stopServices = started.stop
  cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  const body = { name: 'Sim', baseUrl: simulator.url }
  slug = (await (await post('/api/providers', { cookie, body })).json()).slug
})
afterAll(async () => {
  await services.runs.stopAll('shutdown')
  await stopServices()
  await simulator.close()
})

async function createAgent(model: string, more: object = {}): Promise<string> {
  const body = { name: 'Agent', model: `${slug}/${model}`, ...more }
  const response = await post('/api/agents', { cookie, body })
  expect(response.status).toBe(201)
  return (await response.json()).id
}

function ask(chatId: string, agentId: string, text: string, more: object = {}) {
  const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] }
  return post('/api/chat', { cookie, body: { id: chatId, agentId, message, ...more } })
}

type Frame = { type: string; [key: string]: unknown }

function framesOf(stream: string): Frame[] {
  const lines = stream.split('\n\n').filter((line) => line.startsWith('data: {'))
  return lines.map((line) => JSON.parse(line.slice('data: '.length)))
}

function timingOf(frames: Frame[]): TurnTiming {
  return frames.find(({ type }) => type === 'data-timing')?.data as TurnTiming
}

function textOf(frames: Frame[]): string {
  return frames.map((frame) => (frame.type === 'text-delta' ? frame.delta : '')).join('')
}

async function readChat(chatId: string): Promise<ChatDetail> {
  return (await call('GET', `/api/chats/${chatId}`, { cookie })).json()
}

/** Reads a stream until some bytes have come. */
async function readUntil(response: Response, wanted: string) {
  const reader = response.body?.getReader()
  if (!reader) throw new Error('There is no body.')
  let text = ''
  while (!text.includes(wanted)) {
    const { done, value } = await reader.read()
    if (done) throw new Error(`The stream ended without ${wanted}: ${text}`)
    text += Buffer.from(value).toString()
  }
  return reader
}

test('a turn is streamed, stored and traced', async () => {
  const agentId = await createAgent('sim:ttfb=50,gap=1,tokens=20')
  const chatId = crypto.randomUUID()
  const response = await ask(chatId, agentId, 'Hello')
  expect(response.status).toBe(200)
  expect(response.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1')
  expect(response.headers.get('x-accel-buffering')).toBe('no')
  const turnId = response.headers.get('x-lumos-turn-id')

  const stream = await response.text()
  const frames = framesOf(stream)
  expect(stream).toMatch(/data: \[DONE\]\n\n$/)
  expect(frames[0]?.type).toBe('start')
  expect(frames.at(-1)).toEqual({ type: 'finish', finishReason: 'stop' })
  const types = frames.map(({ type }) => type)
  for (const pair of ['text', 'step']) {
    const [start, end] =
      pair === 'text' ? ['text-start', 'text-end'] : ['start-step', 'finish-step']
    expect(types.filter((type) => type === start)).toHaveLength(1)
    expect(types.indexOf(start)).toBeLessThan(types.indexOf(end))
  }

  const timing = timingOf(frames)
  expect(timing).toMatchObject({ turnId, outputTokens: 20 })
  const stages = ['auth', 'agent', 'history', 'memory', 'prompt', 'connect', 'model', 'flush']
  expect(timing.stages.map(({ name }) => name).sort()).toEqual(stages.sort())
  for (const { startMs, endMs } of timing.stages) {
    expect(startMs).toBeGreaterThanOrEqual(0)
    expect(endMs).toBeGreaterThanOrEqual(startMs)
    expect(endMs).toBeLessThanOrEqual(timing.ttfbMs ?? 0)
  }

  const { messages } = await readChat(chatId)
  expect(messages.map(({ role, status }) => [role, status])).toEqual([
    ['user', 'complete'],
    ['assistant', 'complete'],
  ])
  expect(messages[1]?.parts).toEqual([{ type: 'text', text: textOf(frames), state: 'done' }])
  const turn = await (await call('GET', `/api/turns/${turnId}`, { cookie })).json()
  expect(turn).toMatchObject({ id: turnId, chatId, outcome: 'complete', ttfbMs: timing.ttfbMs })
})

test.each([200, 800])(
  'with a provider that waits %i ms the TTFB is that and little more',
  async (ttfb) => {
    const agentId = await createAgent(`sim:ttfb=${ttfb},gap=1,tokens=3`)
    const measure = async () => {
      const figures: number[] = []
      for (let turn = 0; turn < 3; turn += 1) {
        const response = await ask(crypto.randomUUID(), agentId, 'Hello')
        figures.push(timingOf(framesOf(await response.text())).ttfbMs ?? 0)
      }
      return figures.sort((a, b) => a - b)[0] ?? 0
    }
    await measure()
    // The best of several: a busy machine delays, but never hastens.
    await vi.waitFor(
      async () => {
        const ttfbMs = await measure()
        expect(ttfbMs).toBeGreaterThanOrEqual(ttfb - 2)
        expect(ttfbMs).toBeLessThanOrEqual(ttfb + 60)
      },
      { timeout: 15_000, interval: 0 },
    )
  },
)

test('the run goes on when its reader leaves, others join from the start, and 204 follows its end', async () => {
  const agentId = await createAgent('sim:ttfb=20,gap=5,tokens=100')
  const chatId = crypto.randomUUID()
  const first = await ask(chatId, agentId, 'Hello')
  const reader = await readUntil(first, 'tok5')
  await reader.cancel()
  const [second, third] = await Promise.all(
    [1, 2].map(async () => {
      const response = await call('GET', `/api/chat/${chatId}/stream`, { cookie })
      expect(response.status).toBe(200)
      return response.text()
    }),
  )
  expect(second).toBe(third)
  expect(textOf(framesOf(second ?? ''))).toMatch(/^tok0 .*tok99/)
  expect((await call('GET', `/api/chat/${chatId}/stream`, { cookie })).status).toBe(204)
  expect((await readChat(chatId)).messages[1]?.status).toBe('complete')
})

test('a second message while a run is going is refused, and leaves no trace', async () => {
  const agentId = await createAgent('sim:ttfb=20,gap=10,tokens=500')
  const chatId = crypto.randomUUID()
  const reader = await readUntil(await ask(chatId, agentId, 'Hello'), 'tok1')
  const second = await ask(chatId, agentId, 'Again')
  expect(second.status).toBe(409)
  expect((await second.json()).error.code).toBe('run-in-progress')
  expect((await readChat(chatId)).messages).toHaveLength(2)
  await post(`/api/chat/${chatId}/stop`, { cookie })
  await reader.cancel()
})

test('stop keeps the partial answer and aborts the provider’s request', async () => {
  const agentId = await createAgent('sim:ttfb=20,gap=10,tokens=5000')
  const chatId = crypto.randomUUID()
  const response = await ask(chatId, agentId, 'Hello')
  const reader = await readUntil(response, 'tok7')
  const { aborted } = simulator.stats()
  expect((await post(`/api/chat/${chatId}/stop`, { cookie })).status).toBe(200)
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    rest += Buffer.from(value).toString()
  }
  expect(framesOf(rest).at(-1)?.type).toBe('abort')
  const answer = (await readChat(chatId)).messages[1]
  expect(answer?.status).toBe('stopped')
  expect(JSON.stringify(answer?.parts)).toContain('tok7')
  await vi.waitFor(() => expect(simulator.stats().aborted).toBe(aborted + 1), { timeout: 1_000 })
})

test('answering again makes a sibling, and a message can follow any other', async () => {
  const agentId = await createAgent('sim:ttfb=1,gap=0,tokens=2')
  const chatId = crypto.randomUUID()
  await (await ask(chatId, agentId, 'Hello')).text()
  const [question, answer] = (await readChat(chatId)).messages
  const again = { id: chatId, agentId, trigger: 'regenerate-message', messageId: answer?.id }
  await (await post('/api/chat', { cookie, body: again })).text()
  await (await ask(chatId, agentId, 'Another way', { parentId: answer?.id })).text()
  await (await ask(chatId, agentId, 'A new root', { parentId: null })).text()
  const { messages } = await readChat(chatId)
  expect(messages).toHaveLength(7)
  expect(messages.filter(({ parentId }) => parentId === question?.id)).toHaveLength(2)
  expect(messages.filter(({ parentId }) => parentId === answer?.id)).toHaveLength(1)
  expect(messages.filter(({ parentId }) => parentId === null)).toHaveLength(2)
})

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
    textOf(frames),
  )
  expect(frames.at(-1)?.type).toBe(status === 'error' ? 'error' : 'finish')
  expect(services.runs.size()).toBe(0)
  const healthy = await createAgent('sim:ttfb=1,gap=0,tokens=2')
  const next = framesOf(await (await ask(chatId, healthy, 'And now?')).text())
  expect(next.at(-1)?.type).toBe('finish')
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
  expect(textOf(next)).toContain('Berlin')

  const kept = framesOf(
    await (await ask(crypto.randomUUID(), agentId, 'Remember that I play the cello')).text(),
  )
  expect(JSON.stringify(kept.filter(({ type }) => type === 'data-memory'))).toContain('cello')
  const { items } = await (await call('GET', '/api/memories?query=cello', { cookie })).json()
  expect(items).toHaveLength(1)
})

test('a buffer holds the first token back, and the TTFB tells', async () => {
  const model = 'sim:ttfb=20,gap=20,tokens=40'
  const measure = async (agentId: string) =>
    timingOf(framesOf(await (await ask(crypto.randomUUID(), agentId, 'Hello')).text())).ttfbMs ?? 0
  const direct = await measure(await createAgent(model))
  const buffered = await measure(await createAgent(model, { streaming: { bufferChars: 100 } }))
  // A hundred characters are some twenty tokens, twenty milliseconds apart.
  expect(buffered - direct).toBeGreaterThan(150)
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
    { timeout: 5_000 },
  )
  // Another process finds the turn of one that is gone.
  const pool = services.database.pool
  await interruptOrphanedTurns(pool, { instanceId: 'another', isAlone: true })
  const answer = (await readChat(chatId)).messages[1]
  expect(answer?.status).toBe('interrupted')
  expect(JSON.stringify(answer?.parts)).toContain('tok20')
  await services.runs.requestStop(chatId, 'user')
  await reader.cancel()
})
