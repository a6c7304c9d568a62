import { json as readJson } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProvider } from '#lib/providers/testing.ts'
import { startEverything } from '#lib/tools/mcp/testing.ts'
import { post } from '../../testing.ts'
import { ask, cookie, createAgent, framesOf, readChat, services, setUpTurns } from '../testing.ts'

setUpTurns()

const bodies: { messages: unknown[] }[] = []
let provider: Awaited<ReturnType<typeof startProvider>>
let everything: Awaited<ReturnType<typeof startEverything>>

const usage = { input_tokens: 1, output_tokens: 1 }
const block = (index: number, content: object, ...deltas: object[]) => [
  { type: 'content_block_start', index, content_block: content },
  ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
  { type: 'content_block_stop', index },
]
const ending = (reason: string) => [
  { type: 'message_delta', delta: { stop_reason: reason }, usage },
  { type: 'message_stop' },
]
const begin = { type: 'message_start', message: { id: 'r', model: 'm', usage } }

/** Claude thinks and calls: first a tool that needs no approval, then one that does, then it answers. */
function answerOf(step: number): object[] {
  const thought = [
    { type: 'thinking_delta', thinking: `Thought ${step}.` },
    { type: 'signature_delta', signature: `SIG${step}` },
  ]
  const input = { type: 'input_json_delta', partial_json: '{"message":"hi"}' }
  const done = { type: 'text_delta', text: 'Done.' }
  if (step > 2) return [begin, ...block(0, { type: 'text', text: '' }, done), ...ending('end_turn')]
  const call = { type: 'tool_use', id: `c${step}`, name: step === 1 ? 'current_time' : 'echo' }
  return [
    begin,
    ...block(0, { type: 'thinking', thinking: '' }, ...thought),
    ...block(1, { ...call, input: {} }, ...(step === 1 ? [] : [input])),
    ...ending('tool_use'),
  ]
}

beforeAll(async () => {
  everything = await startEverything()
  provider = await startProvider(async (request, response) => {
    if (request.method !== 'POST') return response.end('{"data":[]}')
    bodies.push((await readJson(request)) as (typeof bodies)[number])
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const events = answerOf(bodies.length)
    response.end(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''))
  })
})
afterAll(() => Promise.all([everything.stop(), provider.close()]))

test('after an approval the model gets its signed thoughts of all steps back', async () => {
  const model = { name: 'Claude', kind: 'anthropic', baseUrl: `${provider.url}/v1`, apiKey: 'k' }
  const { slug } = await (await post('/api/providers', { cookie, body: model })).json()
  const body = { name: 'Everything', url: everything.url, approval: 'always' }
  const server = await (await post('/api/mcp-servers', { cookie, body })).json()
  await post(`/api/mcp-servers/${server.id}/check`, { cookie })
  const agentId = await createAgent('unused', {
    model: `${slug}/claude-sonnet-4-5`,
    tools: ['current-time'],
    mcpServers: [server.id],
  })
  const chatId = crypto.randomUUID()
  const asked = framesOf(await (await ask(chatId, agentId, 'Echo this.')).text())
  expect(asked.map(({ type }) => type)).toContain('tool-approval-request')

  const waiting = (await readChat(chatId)).messages.at(-1)
  expect(JSON.stringify(waiting)).not.toContain('SIG')
  const parts = waiting?.parts.map((part) =>
    part.type === 'dynamic-tool' && part.state === 'approval-requested'
      ? { ...part, state: 'approval-responded', approval: { ...part.approval, approved: true } }
      : part,
  )
  const message = { id: waiting?.id, role: 'assistant', parts }
  await (await post('/api/chat', { cookie, body: { id: chatId, agentId, message } })).text()

  const step = (number: number) => [
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: `Thought ${number}.`, signature: `SIG${number}` },
        { type: 'tool_use', id: `c${number}` },
      ],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: `c${number}` }] },
  ]
  expect(bodies).toHaveLength(3)
  expect(bodies[2]?.messages.slice(-4)).toMatchObject([...step(1), ...step(2)])
  const row = await services.database.prisma.message.findFirst({ where: { id: waiting?.id ?? '' } })
  expect(row).toMatchObject({ status: 'complete', steps: null })
})
