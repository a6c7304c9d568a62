import { expect, test } from 'vitest'
import { call, post } from '../testing.ts'
import {
  ask,
  cookie,
  createAgent,
  framesOf,
  readChat,
  readUntil,
  setUpTurns,
  simulator,
  textOfFrames,
  timingOf,
} from './testing.ts'

setUpTurns()

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
  expect(messages[1]?.parts).toEqual([{ type: 'text', text: textOfFrames(frames), state: 'done' }])
  const turn = await (await call('GET', `/api/turns/${turnId}`, { cookie })).json()
  expect(turn).toMatchObject({ id: turnId, chatId, outcome: 'complete', ttfbMs: timing.ttfbMs })
})

test.each([200, 800])(
  'with a provider that waits %i ms the TTFB is that, and what the other stages took',
  async (ttfb) => {
    const agentId = await createAgent(`sim:ttfb=${ttfb},gap=1,tokens=3`)
    const response = await ask(crypto.randomUUID(), agentId, 'Hello')
    const { ttfbMs, stages } = timingOf(framesOf(await response.text()))
    expect(ttfbMs).toBeGreaterThanOrEqual(ttfb - 2)
    const ofProvider = stages.filter(({ name }) => name === 'connect' || name === 'model')
    const providerMs = ofProvider.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)
    expect(providerMs).toBeGreaterThanOrEqual(ttfb - 2)
    const [model, flush] = ['model', 'flush'].map((name) => stages.find((one) => one.name === name))
    expect(flush?.startMs).toBeGreaterThanOrEqual(model?.endMs ?? Number.POSITIVE_INFINITY)
    expect(ttfbMs).toBeGreaterThanOrEqual(flush?.endMs ?? Number.POSITIVE_INFINITY)
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
  expect(textOfFrames(framesOf(second ?? ''))).toMatch(/^tok0 .*tok99/)
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
  await expect.poll(() => simulator.stats().aborted).toBe(aborted + 1)
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
