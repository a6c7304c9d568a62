import type { RequestListener, ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { startProvider } from '#lib/providers/testing.ts'
import { call, post } from '../../testing.ts'
import {
  ask,
  cookie,
  framesOf,
  readChat,
  readUntil,
  services,
  setUpTurns,
  textOfFrames,
} from '../testing.ts'

setUpTurns()

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
})

/** An agent with tools, whose provider answers each step with one of the given functions. */
async function agentOf(steps: ((response: ServerResponse) => void)[], more: object = {}) {
  let step = 0
  const answer: RequestListener = (request, response) => {
    if (request.method === 'GET') return response.end('{"data":[{"id":"m"}]}')
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    steps[Math.min(step, steps.length - 1)]?.(response)
    step += 1
  }
  const provider = await startProvider(answer)
  opened.push(provider)
  const name = `p${crypto.randomUUID()}`
  const body = { name, kind: 'openai-compatible', baseUrl: provider.url }
  const { slug } = await (await post('/api/providers', { cookie, body })).json()
  const agent = {
    name: 'Agent',
    model: `${slug}/m`,
    tools: ['save-memory', 'current-time'],
    ...more,
  }
  const made = await post('/api/agents', { cookie, body: agent })
  expect(made.status).toBe(201)
  return (await made.json()).id as string
}

function send(response: ServerResponse, delta: object, finish: string | null = null) {
  const choices = [{ index: 0, delta, finish_reason: finish }]
  response.write(`data: ${JSON.stringify({ choices })}\n\n`)
}

const callTool = (name: string, input: object) => (response: ServerResponse) => {
  send(response, { content: 'Let me see. ' })
  const made = { name, arguments: JSON.stringify(input) }
  send(response, { tool_calls: [{ index: 0, id: 'c1', type: 'function', function: made }] })
  send(response, {}, 'tool_calls')
  response.end('data: [DONE]\n\n')
}
const say = (content: string) => (response: ServerResponse) => {
  send(response, { content })
  send(response, {}, 'stop')
  response.end('data: [DONE]\n\n')
}

async function lockMemories() {
  const holder = await services.database.pool.connect()
  await holder.query('BEGIN')
  await holder.query('LOCK TABLE "Memory" IN ACCESS EXCLUSIVE MODE')
  const unlock = async () => {
    await holder.query('ROLLBACK')
    holder.release()
  }
  opened.push({ close: unlock })
}

test('a turn is stopped at once while its tool waits, and keeps its words and the call', async () => {
  const agentId = await agentOf([
    callTool('save_memory', { fact: 'The user keeps bees.' }),
    say('Noted.'),
  ])
  await lockMemories()
  const chatId = crypto.randomUUID()
  const reader = await readUntil(await ask(chatId, agentId, 'I keep bees.'), 'tool-input-available')
  const stopped = await post(`/api/chat/${chatId}/stop`, { cookie, body: {} })
  expect(await stopped.json()).toEqual({ stopped: true })
  await reader.cancel()
  const answer = (await readChat(chatId)).messages[1]
  expect(answer).toMatchObject({ status: 'stopped' })
  expect(JSON.stringify(answer?.parts)).toContain('Let me see.')
})

test('an answer that broke off after a tool call goes on without calling the tool again', async () => {
  const agentId = await agentOf([
    callTool('current_time', {}),
    (response) => {
      send(response, { content: 'It is half ' })
      setImmediate(() => response.destroy())
    },
    say('past nine.'),
  ])
  const chatId = crypto.randomUUID()
  await (await ask(chatId, agentId, 'What time is it?')).text()
  const broken = (await readChat(chatId)).messages[1]
  expect(broken?.status).toBe('error')
  const body = { id: chatId, trigger: 'continue-message', messageId: broken?.id }
  const frames = framesOf(await (await post('/api/chat', { cookie, body })).text())
  expect(textOfFrames(frames)).toBe('Let me see. It is half past nine.')
  const whole = (await readChat(chatId)).messages[1]
  expect(whole?.status).toBe('complete')
  expect(whole?.parts.filter(({ type }) => type === 'dynamic-tool')).toHaveLength(1)
})

test('the steps of a turn share its total deadline', async () => {
  const slow = (response: ServerResponse) =>
    void setTimeout(() => callTool('current_time', {})(response), 150)
  const deadlines = { connectMs: 5_000, firstTokenMs: 5_000, betweenTokensMs: 5_000, totalMs: 400 }
  const agentId = await agentOf([slow], { deadlines })
  const chatId = crypto.randomUUID()
  const frames = framesOf(await (await ask(chatId, agentId, 'What time is it?')).text())
  expect(frames.at(-1)).toMatchObject({ type: 'error' })
  expect((await readChat(chatId)).messages[1]).toMatchObject({
    status: 'error',
    statusReason: 'deadline-total',
  })
})

async function providerOf(agentId: string): Promise<{ id: string; slug: string }> {
  const { items } = await (await call('GET', '/api/agents', { cookie })).json()
  const { model } = items.find(({ id }: { id: string }) => id === agentId)
  const providers = (await (await call('GET', '/api/providers', { cookie })).json()).items
  return providers.find(({ slug }: { slug: string }) => model.startsWith(`${slug}/`))
}

const changes = {
  'the model of an agent': [200, 200],
  'the key of a provider': [200, 200],
  'a provider of a deleted agent': [204, 200],
  'a chat': [204, 404],
} as const

test.each(Object.entries(changes))(
  '%s that is changed or deleted in mid-answer leaves the turn its end',
  async (what, [status, chatStatus]) => {
    const gate = Promise.withResolvers<void>()
    const agentId = await agentOf([
      (response) => {
        send(response, { content: 'One ' })
        void gate.promise.then(() => say('two.')(response))
      },
    ])
    const { id } = await providerOf(agentId)
    const chatId = crypto.randomUUID()
    const reader = await readUntil(await ask(chatId, agentId, 'Count.'), 'One ')
    const change: Record<string, () => Promise<Response>> = {
      'the model of an agent': () =>
        call('PATCH', `/api/agents/${agentId}`, { cookie, body: { model: 'sim/other' } }),
      'the key of a provider': () =>
        call('PATCH', `/api/providers/${id}`, { cookie, body: { apiKey: 'sk-new' } }),
      'a provider of a deleted agent': async () => {
        expect((await call('DELETE', `/api/providers/${id}`, { cookie })).status).toBe(409)
        expect((await call('DELETE', `/api/agents/${agentId}`, { cookie })).status).toBe(204)
        return call('DELETE', `/api/providers/${id}`, { cookie })
      },
      'a chat': () => call('DELETE', `/api/chats/${chatId}`, { cookie }),
    }
    expect((await change[what]?.())?.status).toBe(status)
    gate.resolve()
    while (!(await reader.read()).done);
    await services.background.settled()
    expect(services.runs.size()).toBe(0)
    const chat = await call('GET', `/api/chats/${chatId}`, { cookie })
    expect(chat.status).toBe(chatStatus)
    if (chatStatus === 404) return
    expect((await chat.json()).messages[1]).toMatchObject({
      status: 'complete',
      parts: [{ text: 'One two.' }],
    })
  },
)

test('a key that is changed in mid-turn is used by the next step', async () => {
  const gate = Promise.withResolvers<void>()
  const agentId = await agentOf([
    (response) => {
      send(response, { content: 'Wait. ' })
      void gate.promise.then(() => callTool('current_time', {})(response))
    },
    say('It is nine.'),
  ])
  const { id } = await providerOf(agentId)
  const chatId = crypto.randomUUID()
  const reader = await readUntil(await ask(chatId, agentId, 'What time is it?'), 'Wait. ')
  await call('PATCH', `/api/providers/${id}`, { cookie, body: { apiKey: 'sk-new' } })
  gate.resolve()
  while (!(await reader.read()).done);
  const answer = (await readChat(chatId)).messages[1]
  expect(answer?.status).toBe('complete')
  expect(JSON.stringify(answer?.parts)).toContain('It is nine.')
})
