import { expect, test, vi } from 'vitest'
import { call } from '../testing.ts'
import {
  ask,
  cookie,
  createAgent,
  framesOf,
  modelId,
  readChat,
  setUpTurns,
  simulator,
  textOfFrames,
  timingOf,
} from './testing.ts'

setUpTurns()

const quick = 'sim:ttfb=20,gap=0,tokens=3'

test('a silent model is overtaken: one answer, the other aborted', async () => {
  const silent = 'sim:ttfb=60000,tokens=21'
  const { frames, timing } = await turn(silent, { afterMs: 80, model: modelId(quick) })
  expect(textOfFrames(frames)).toBe('tok0 tok1 tok2')
  expect(timing).toMatchObject({
    model: modelId(quick),
    requestedModel: modelId(silent),
    hedged: true,
    attempts: [
      { model: modelId(silent), role: 'first', outcome: 'slower' },
      { model: modelId(quick), role: 'hedge', outcome: 'answered' },
    ],
  })
  expect(timing.attempts?.[1]?.startMs).toBeGreaterThanOrEqual(79)
  await expect.poll(() => simulator.stats().models[silent]?.aborted).toBe(1)
  expect(frames.filter(({ type }) => type === 'data-attempt')).toHaveLength(1)
})

test('a model that speaks in time is not hedged', async () => {
  const spare = 'sim:ttfb=1,tokens=22'
  const { timing } = await turn(quick, { afterMs: 5_000, model: modelId(spare) })
  expect(timing.attempts).toBeUndefined()
  expect(timing.hedged).toBeUndefined()
  expect(simulator.stats().models[spare]).toBeUndefined()
})

test('the first wins when it speaks before its hedge does', async () => {
  const spare = 'sim:ttfb=60000,tokens=23'
  const first = 'sim:ttfb=300,gap=1,tokens=4'
  const { frames, timing } = await turn(first, { afterMs: 20, model: modelId(spare) })
  expect(textOfFrames(frames)).toBe('tok0 tok1 tok2 tok3')
  expect(timing).toMatchObject({ model: modelId(first), hedged: true })
  expect(timing.requestedModel).toBeUndefined()
  expect(timing.attempts?.map(({ outcome }) => outcome)).toEqual(['answered', 'slower'])
  await expect.poll(() => simulator.stats().models[spare]?.aborted).toBe(1)
})

test('reasoning is silence, and the loser’s stays unseen', async () => {
  const thinker = 'sim:think=10,ttfb=60000,reasoning=9,tokens=24'
  const { chatId, frames, timing } = await turn(thinker, { afterMs: 150, model: modelId(quick) })
  expect(timing.model).toBe(modelId(quick))
  expect(frames.some(({ type }) => type === 'reasoning-delta')).toBe(false)
  expect((await readChat(chatId)).messages[1]?.parts).toHaveLength(1)
})

test('unless the admin says that reasoning counts', async () => {
  const thinker = 'sim:think=10,ttfb=400,reasoning=3,gap=0,tokens=2'
  const spare = 'sim:ttfb=1,tokens=25'
  const hedge = { afterMs: 200, model: modelId(spare), reasoningCounts: true }
  const { frames, timing } = await turn(thinker, hedge)
  expect(textOfFrames(frames)).toBe('tok0 tok1')
  expect(timing.hedged).toBeUndefined()
  expect(timing.reasoningMs).toBeLessThan(timing.ttfbMs ?? 0)
  expect(simulator.stats().models[spare]).toBeUndefined()
})

test('the winner’s reasoning comes out whole and in order', async () => {
  const thinker = 'sim:think=100,ttfb=200,reasoning=5,gap=0,tokens=2'
  const spare = 'sim:ttfb=60000,tokens=26'
  const { frames } = await turn(thinker, { afterMs: 10, model: modelId(spare) })
  const thoughts = frames.map(({ type, delta }) => (type === 'reasoning-delta' ? delta : ''))
  expect(thoughts.join('')).toBe('think0 think1 think2 think3 think4')
})

test('a hedge stands in for a model that fails, and goes on when the other one does', async () => {
  const failing = 'sim:fail=500,tokens=27'
  const early = await turn(failing, { afterMs: 60_000, model: modelId(quick) })
  expect(textOfFrames(early.frames)).toBe('tok0 tok1 tok2')
  const dying = 'sim:ttfb=150,tokens=5,fail=reset,after=0'
  const late = await turn(dying, { afterMs: 20, model: modelId('sim:ttfb=400,gap=0,tokens=3') })
  expect(textOfFrames(late.frames)).toBe('tok0 tok1 tok2')
  expect(late.timing.attempts?.map(({ outcome }) => outcome)).toEqual(['failed', 'answered'])
})

test('when both fail, the fallback answers', async () => {
  const hedge = { afterMs: 5, model: modelId('sim:fail=500,tokens=28') }
  const fallbackModel = modelId(quick)
  const { frames, timing } = await turn('sim:ttfb=50,tokens=5,fail=close,after=0', hedge, {
    fallbackModel,
  })
  expect(textOfFrames(frames)).toBe('tok0 tok1 tok2')
  expect(timing.attempts?.map(({ role, outcome }) => [role, outcome])).toEqual([
    ['first', 'failed'],
    ['hedge', 'failed'],
    ['fallback', 'answered'],
  ])
})

test('a stop aborts both', async () => {
  const [first, second] = ['sim:ttfb=60000,tokens=29', 'sim:ttfb=60000,tokens=30']
  const agentId = await createAgent(first, { hedge: { afterMs: 1, model: modelId(second) } })
  const chatId = crypto.randomUUID()
  const response = await ask(chatId, agentId, 'Hello')
  await expect.poll(() => simulator.stats().models[second]?.requests).toBe(1)
  await call('POST', `/api/chat/${chatId}/stop`, { cookie })
  expect(framesOf(await response.text()).at(-1)?.type).toBe('abort')
  await vi.waitFor(() => {
    expect(simulator.stats().models[first]?.aborted).toBe(1)
    expect(simulator.stats().models[second]?.aborted).toBe(1)
  }, 60_000)
})

test('a tool is called once, though two models want to call it', async () => {
  const both = 'demo-fast@x2'
  const { frames, chatId } = await turn(
    both,
    { afterMs: 1, model: modelId('demo-fast@x2.01') },
    { tools: ['current-time'] },
    'What time is it now? Use a tool.',
  )
  expect(frames.filter(({ type }) => type === 'tool-output-available')).toHaveLength(1)
  const parts = (await readChat(chatId)).messages[1]?.parts ?? []
  expect(parts.filter(({ type }) => type === 'dynamic-tool')).toHaveLength(1)
})

async function turn(model: string, hedge: object, more: object = {}, text = 'Hello') {
  const agentId = await createAgent(model, { hedge, ...more })
  const chatId = crypto.randomUUID()
  const frames = framesOf(await (await ask(chatId, agentId, text)).text())
  return { chatId, frames, timing: timingOf(frames) }
}
