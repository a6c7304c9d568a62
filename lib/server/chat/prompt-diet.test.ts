import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProvider } from '#lib/providers/testing.ts'
import { call, post } from '../testing.ts'
import { summariseChat } from './summarise-chat.ts'
import { ask, cookie, framesOf, readChat, services, setUpTurns, timingOf } from './testing.ts'

setUpTurns()

/** The request bodies that a provider received. */
const bodies: string[] = []
let provider: Awaited<ReturnType<typeof startProvider>>
let answer = 'Fine.'

beforeAll(async () => {
  provider = await startProvider(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    bodies.push(body)
    const chunks = [
      { choices: [{ index: 0, delta: { content: answer } }] },
      { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
      {
        choices: [],
        usage: {
          prompt_tokens: 900,
          completion_tokens: 2,
          prompt_tokens_details: { cached_tokens: 768 },
        },
      },
    ]
    response.setHeader('content-type', 'text/event-stream')
    for (const chunk of chunks) response.write(`data: ${JSON.stringify(chunk)}\n\n`)
    response.end('data: [DONE]\n\n')
  })
  const body = { name: 'Recorder', baseUrl: provider.url }
  expect((await post('/api/providers', { cookie, body })).status).toBe(201)
})
afterAll(() => provider.close())

async function createAgent(more: object): Promise<string> {
  const body = { name: 'Agent', model: 'recorder/model', instructions: 'Be kind.', ...more }
  return (await (await post('/api/agents', { cookie, body })).json()).id
}

async function turn(chatId: string, agentId: string, text: string) {
  const response = await ask(chatId, agentId, text)
  const frames = framesOf(await response.text())
  await services.background.settled()
  return { frames, body: bodies.at(-1) ?? '' }
}

test('the next prompt begins with the whole one before it, byte for byte, memories included', async () => {
  const agentId = await createAgent({ memory: { deadlineMs: 5_000 }, tools: ['current-time'] })
  for (const text of ['The user keeps bees in Kassel.', 'The user’s dog is called Bodo.'])
    await post('/api/memories', { cookie, body: { text } })
  const chatId = crypto.randomUUID()
  const first = await turn(chatId, agentId, 'How many bees live in one of my hives in Kassel?')
  const second = await turn(chatId, agentId, 'And what would my dog Bodo say?')
  const [before, after] = [first, second].map(({ body }) => JSON.parse(body))
  expect(after.messages.slice(0, before.messages.length)).toEqual(before.messages)
  expect(after.tools).toEqual(before.tools)
  expect(first.body).toContain('keeps bees in Kassel')
  expect(second.body).toContain('called Bodo')
  expect(timingOf(first.frames).promptCache).toBeUndefined()
  expect(timingOf(second.frames).promptCache).toEqual({ sameTokens: expect.any(Number) })
})

test('what is deleted, or of another agent, is in no later prompt, and the trace says so', async () => {
  const agentId = await createAgent({ memory: { deadlineMs: 5_000 } })
  const body = { text: 'The user sails a boat called Undine.' }
  const memory = await (await post('/api/memories', { cookie, body })).json()
  const chatId = crypto.randomUUID()
  expect((await turn(chatId, agentId, 'Where does my boat sail?')).body).toContain('Undine')
  expect((await turn(chatId, agentId, 'And then?')).body).toContain('Undine')
  await call('DELETE', `/api/memories/${memory.id}`, { cookie })
  const without = await turn(chatId, agentId, 'And now?')
  expect(without.body).not.toContain('Undine')
  expect(timingOf(without.frames).promptCache?.brokenBy).toBe('earlier-messages')
  const other = await createAgent({ memory: { enabled: false }, instructions: 'Be brief.' })
  const elsewhere = await turn(chatId, other, 'Who are you?')
  expect(timingOf(elsewhere.frames).promptCache?.brokenBy).toBe('instructions')
  const { turnId } = timingOf(elsewhere.frames)
  const trace = await (await call('GET', `/api/turns/${turnId}`, { cookie })).json()
  expect(trace.promptCache).toEqual({ sameTokens: 0, brokenBy: 'instructions' })
})

test('the trace has the provider’s count of prompt tokens and of those it had cached', async () => {
  const agentId = await createAgent({})
  const { frames } = await turn(crypto.randomUUID(), agentId, 'Hello')
  expect(timingOf(frames)).toMatchObject({ inputTokens: 900, cachedTokens: 768 })
  const { turnId } = timingOf(frames)
  const trace = await (await call('GET', `/api/turns/${turnId}`, { cookie })).json()
  expect(trace).toMatchObject({
    inputTokens: 900,
    cachedTokens: 768,
    metadata: { prompt: { leftOut: 0, budgetTokens: 16_000 } },
  })
})

test('a long chat is summarised in the background, and its next prompt is short and knows it', async () => {
  const agentId = await createAgent({ prompt: { budgetTokens: 1_000 }, memory: { enabled: false } })
  const chatId = crypto.randomUUID()
  answer = `It is so. ${'because '.repeat(60)}`
  for (const word of ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta', 'Eta'])
    await turn(chatId, agentId, `${word}: ${'and so on '.repeat(20)}`)
  expect(bodies.at(-1)).not.toContain('Alpha')

  answer = 'They spoke of Alpha and Beta.'
  await summariseChat(services, { chatId, agentId })
  expect(bodies.at(-1)).toContain('Alpha')
  const { body } = await turn(chatId, agentId, 'What was it about?')
  expect(body).toContain('They spoke of Alpha and Beta.')
  expect(body.indexOf('They spoke of')).toBeLessThan(body.indexOf('It is so.'))
  expect(JSON.parse(body).messages.map(({ role }: { role: string }) => role)[0]).toBe('system')

  const next = await turn(chatId, agentId, 'And then?')
  const end = body.indexOf('What was it about?') + 'What was it about?'.length
  expect(next.body.slice(0, end)).toBe(body.slice(0, end))
})

test('an agent that is not to summarise never does', async () => {
  const prompt = { budgetTokens: 1_000, summarise: false }
  const agentId = await createAgent({ prompt, memory: { enabled: false } })
  const chatId = crypto.randomUUID()
  answer = 'because '.repeat(150)
  for (const word of ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'])
    await turn(chatId, agentId, word)
  await services.database.prisma.chat.update({
    where: { id: chatId },
    data: { summary: 'Old.', summaryUntilId: (await readChat(chatId)).messages[1]?.id ?? '' },
  })
  expect((await turn(chatId, agentId, 'Now?')).body).not.toContain('Old.')
})
