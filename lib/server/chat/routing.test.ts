import { expect, test } from 'vitest'
import type { RoutingDecision } from '#lib/contracts/models/routing.ts'
import { takeLostRuns } from '#lib/db/repositories/lost-runs.ts'
import { call, post } from '../testing.ts'
import {
  ask,
  cookie,
  createAgent,
  type Frame,
  framesOf,
  modelId,
  readChat,
  readUntil,
  services,
  setUpTurns,
  simulator,
  timingOf,
} from './testing.ts'

setUpTurns()

const fast = 'sim:ttfb=5,gap=0,tokens=2'
const deep = 'sim:ttfb=40,gap=0,tokens=3'
const routing = () => ({ fastModel: modelId(fast), deepModel: modelId(deep) })

test('each message goes to the model that fits it; answer and trace say which and why', async () => {
  const agentId = await createAgent('sim:tokens=99', { routing: routing() })
  const easy = await turn(agentId, 'Hi!')
  expect(easy.timing).toMatchObject({ model: modelId(fast), requestedModel: 'auto' })
  expect(easy.route).toMatchObject({ route: 'fast', by: 'score' })
  const hard = await turn(agentId, 'Prove that the square root of two is irrational.')
  expect(hard.timing).toMatchObject({ model: modelId(deep), requestedModel: 'auto' })
  expect(hard.route.signals.map(({ name }) => name)).toContain('proof')
  const { words, ...traced } = hard.route
  expect(words).not.toEqual([])
  const answer = (await readChat(hard.chatId)).messages[1]
  expect(answer?.metadata).toMatchObject({ model: modelId(deep), route: hard.route })
  const trace = await (await call('GET', `/api/turns/${hard.timing.turnId}`, { cookie })).json()
  expect(trace).toMatchObject({
    model: modelId(deep),
    requestedModel: 'auto',
    metadata: { route: traced },
  })
  expect(trace.metadata.route).not.toHaveProperty('words')
  expect(JSON.stringify(trace)).not.toContain('irrational')
  expect(simulator.stats().models['sim:tokens=99']).toBeUndefined()
})

test('the same question is asked again with the other model', async () => {
  const agentId = await createAgent(fast, { routing: routing() })
  const { chatId } = await turn(agentId, 'Hi!')
  const messageId = (await readChat(chatId)).messages[1]?.id
  const body = { id: chatId, agentId, trigger: 'regenerate-message', messageId, route: 'deep' }
  const frames = framesOf(await (await post('/api/chat', { cookie, body })).text())
  expect(timingOf(frames).model).toBe(modelId(deep))
  expect(routeOf(frames)).toMatchObject({ route: 'deep', by: 'user' })
  const { messages } = await readChat(chatId)
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'assistant'])
})

test('the budget knows what a probe has just measured', async () => {
  const slow = 'sim:ttfb=400,gap=0,tokens=2'
  const agentId = await createAgent(fast, {
    routing: { fastModel: modelId(fast), deepModel: modelId(slow) },
    ttfbBudgetMs: 200,
  })
  const question = 'Prove that the square root of three is irrational.'
  expect((await turn(agentId, question)).route.route).toBe('deep')
  const probe = { models: [modelId(fast), modelId(slow)], runs: 5 }
  await (await post('/api/models/probe', { cookie, body: probe })).text()
  const { route, timing } = await turn(agentId, question)
  expect(route).toMatchObject({ route: 'fast', by: 'budget' })
  expect(route.p95Ms.deep).toBeGreaterThanOrEqual(400)
  expect(timing.model).toBe(modelId(fast))
})

test('a routed model is hedged and falls back like any other', async () => {
  const agentId = await createAgent(fast, {
    routing: { fastModel: modelId('sim:fail=500,tokens=41'), deepModel: modelId(deep) },
    fallbackModel: modelId(fast),
  })
  const { timing } = await turn(agentId, 'Hi!')
  expect(timing).toMatchObject({ model: modelId(fast), requestedModel: 'auto' })
  expect(timing.attempts).toHaveLength(2)
})

test('while a model fails, its turns go to the other one, unless the user wants it', async () => {
  const broken = 'sim:ttfb=60000,tokens=43'
  const agentId = await createAgent(fast, {
    routing: { fastModel: modelId(fast), deepModel: modelId(broken) },
    deadlines: { firstTokenMs: 100 },
  })
  const question = 'Prove that the square root of five is irrational.'
  expect((await turn(agentId, question)).route).toMatchObject({ route: 'deep', by: 'score' })
  const { route, timing } = await turn(agentId, question)
  expect(route).toMatchObject({ route: 'fast', by: 'breaker' })
  expect(timing).toMatchObject({ model: modelId(fast), requestedModel: 'auto' })
  const wanted = await turn(agentId, question, { route: 'deep' })
  expect(wanted.route).toMatchObject({ route: 'deep', by: 'user' })
})

test('a routed turn whose process dies is kept with the model that was chosen', async () => {
  const slow = 'sim:ttfb=5,gap=5,tokens=2000'
  const agentId = await createAgent(fast, {
    routing: { fastModel: modelId(slow), deepModel: modelId(deep) },
  })
  const chatId = crypto.randomUUID()
  const reader = await readUntil(await ask(chatId, agentId, 'Hi!'), 'tok3')
  await takeLostRuns(services.database.pool, {
    ...{ instanceId: 'another', home: null, turnIds: [] },
    ...{ isAlone: true, areLeasesCurrent: true },
  })
  const trace = await services.database.prisma.turn.findFirst({ where: { chatId } })
  expect(trace).toMatchObject({
    outcome: 'interrupted',
    model: modelId(slow),
    requestedModel: 'auto',
  })
  await services.runs.stop({ chatId }, 'user')
  await reader.cancel()
})

test('an agent that does not choose ignores the wish', async () => {
  const agentId = await createAgent(fast)
  const { timing, route } = await turn(agentId, 'Prove it.', { route: 'deep' })
  expect(timing.model).toBe(modelId(fast))
  expect(timing.requestedModel).toBeUndefined()
  expect(route).toBeUndefined()
})

test('p95 of the model’s own requests is known after forty of them', async () => {
  const agentId = await createAgent('sim:ttfb=1,gap=0,tokens=1')
  for (let count = 0; count < 40; count += 1) await turn(agentId, 'Hi')
  const p95Ms = services.speeds.p95Ms(modelId('sim:ttfb=1,gap=0,tokens=1'))
  expect(p95Ms).toBeGreaterThanOrEqual(1)
  expect(p95Ms).toBeLessThan(3_000)
})

async function turn(agentId: string, text: string, more: object = {}) {
  const chatId = crypto.randomUUID()
  const frames = framesOf(await (await ask(chatId, agentId, text, more)).text())
  return { chatId, timing: timingOf(frames), route: routeOf(frames) }
}

function routeOf(frames: Frame[]): RoutingDecision {
  const metadata = frames.map((frame) => frame.messageMetadata as { route?: RoutingDecision })
  return metadata.find((each) => each?.route)?.route as RoutingDecision
}
