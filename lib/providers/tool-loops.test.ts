import { afterEach, expect, test } from 'vitest'
import type { ProviderKind } from '#lib/contracts/models/provider.ts'
import { createOpenAiCompatible } from './completions/openai-compatible.ts'
import type { ModelRequest, PromptMessage, StreamModel } from './model-port.ts'
import { createAiSdkAdapter } from './sdk/ai-sdk.ts'
import { collect, connectTo, startProvider } from './testing.ts'

/** What each vendor requires with the results of a step's tool calls. */

const tools = [
  { name: 'add', description: 'Adds.', inputSchema: { type: 'object', properties: {} } },
]
const never = new AbortController().signal
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

type Body = Record<string, unknown>

/** Runs two steps of one turn. @returns the request bodies that the provider received */
async function twoSteps(kind: ProviderKind, first: object[], model = 'm', other?: string) {
  const bodies: Body[] = []
  const provider = await startProvider(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    bodies.push(JSON.parse(text))
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(first.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''))
  })
  ends.push(provider.close)
  const connection = connectTo(`${provider.url}/v1`, { kind })
  ends.push(() => connection.dispatcher.destroy())
  const stream: StreamModel =
    kind === 'openai-compatible'
      ? createOpenAiCompatible(connection)
      : createAiSdkAdapter(connection)
  const request: ModelRequest = { model, messages: [{ role: 'user', content: '1+1?' }], tools }
  const events = await collect(stream(request, never))
  const calls = events.filter((event) => event.type === 'tool-call')
  expect(calls.map(({ name }) => name)).toEqual(['add'])
  const carried = events.find((event) => event.type === 'carried')?.carried
  const content = events.map((event) => (event.type === 'text-delta' ? event.delta : '')).join('')
  const messages: PromptMessage[] = [
    ...request.messages,
    {
      role: 'assistant',
      content,
      toolCalls: calls.map(({ id, name }) => ({ id, name, arguments: '{}' })),
      ...(carried && { carried }),
    },
    ...calls.map(({ id }) => ({ role: 'tool' as const, toolCallId: id, content: '2' })),
  ]
  await collect(stream({ ...request, model: other ?? model, messages }, never))
  return bodies
}

const chunk = (delta: object, reason: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason: reason }],
})
const call = { index: 0, id: 'c1', type: 'function', function: { name: 'add', arguments: '{}' } }

test.each<[string, object[], object]>([
  [
    'DeepSeek and Kimi',
    [chunk({ reasoning_content: 'One and ' }), chunk({ reasoning_content: 'one.' })],
    { reasoning_content: 'One and one.' },
  ],
  ['servers with `reasoning`', [chunk({ reasoning: 'Hm.' })], { reasoning: 'Hm.' }],
  [
    'OpenRouter',
    [
      chunk({ reasoning_details: [{ type: 'reasoning.text', text: 'One ', index: 0 }] }),
      chunk({ reasoning_details: [{ type: 'reasoning.text', text: 'and.', index: 0 }] }),
      chunk({ reasoning_details: [{ type: 'reasoning.text', signature: 'sig', index: 0 }] }),
      chunk({ reasoning_details: [{ type: 'reasoning.encrypted', data: 'x', index: 1 }] }),
    ],
    {
      reasoning_details: [
        { type: 'reasoning.text', text: 'One and.', signature: 'sig', index: 0 },
        { type: 'reasoning.encrypted', data: 'x', index: 1 },
      ],
    },
  ],
  [
    'models with tags',
    [chunk({ content: '<think>Hm.</think>Let me add.' })],
    { content: '<think>Hm.</think>Let me add.' },
  ],
])('Chat Completions: the reasoning of %s goes back', async (_, reasoning, expected) => {
  const bodies = await twoSteps('openai-compatible', [
    ...reasoning,
    chunk({ tool_calls: [call] }),
    chunk({}, 'tool_calls'),
  ])
  expect(bodies[1]?.messages).toMatchObject([
    { role: 'user' },
    { role: 'assistant', ...expected, tool_calls: [{ id: 'c1' }] },
    { role: 'tool', tool_call_id: 'c1' },
  ])
})

test('Gemini’s compatible endpoint: the signature goes back with its call', async () => {
  const extra = { google: { thought_signature: 'SIG' } }
  const bodies = await twoSteps('openai-compatible', [
    chunk({ tool_calls: [{ ...call, extra_content: extra }] }, 'tool_calls'),
  ])
  expect(bodies[1]?.messages).toMatchObject([
    {},
    { tool_calls: [{ id: 'c1', extra_content: extra }] },
    {},
  ])
})

test('another model does not get it', async () => {
  const first = [chunk({ reasoning_content: 'Hm.' }), chunk({ tool_calls: [call] }, 'tool_calls')]
  const bodies = await twoSteps('openai-compatible', first, 'm', 'other')
  expect(JSON.stringify(bodies[1])).not.toContain('Hm.')
})

test('an empty function_call beside tool_calls hides nothing', async () => {
  const empty = { function_call: { name: '', arguments: '' } }
  await twoSteps('openai-compatible', [
    chunk({ ...empty, tool_calls: [call] }),
    chunk(empty, 'tool_calls'),
  ])
})

test('Gemini: the thought signature goes back with its call', async () => {
  const part = { functionCall: { name: 'add', args: {} }, thoughtSignature: 'SIG' }
  const bodies = await twoSteps('google', [
    { candidates: [{ content: { role: 'model', parts: [{ text: 'Hm', thought: true }] } }] },
    { candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP' }] },
  ])
  const contents = JSON.stringify(bodies[1]?.contents)
  expect(contents).toContain('"thoughtSignature":"SIG"')
  expect(contents).toContain('functionResponse')
})

test('Claude: the signed thinking goes back before its call', async () => {
  const usage = { input_tokens: 1, output_tokens: 1 }
  const bodies = await twoSteps(
    'anthropic',
    [
      { type: 'message_start', message: { id: 'r', model: 'm', usage } },
      { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hm.' } },
      {
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'signature_delta', signature: 'SIG' },
      },
      { type: 'content_block_stop', index: 0 },
      {
        ...{ type: 'content_block_start', index: 1 },
        content_block: { type: 'tool_use', id: 'c1', name: 'add', input: {} },
      },
      { type: 'content_block_stop', index: 1 },
      // The last event is missing, as on several servers.
      { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage },
    ],
    'claude-sonnet-4-5',
  )
  expect(bodies[1]?.messages).toMatchObject([
    { role: 'user' },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Hm.', signature: 'SIG' },
        { type: 'tool_use', id: 'c1' },
      ],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1' }] },
  ])
})

test('Responses: the output items go back as they came', async () => {
  const reasoning = {
    ...{ type: 'reasoning', id: 'rs_1', encrypted_content: 'SEALED' },
    summary: [{ type: 'summary_text', text: 'Hm.' }],
  }
  const item = { type: 'function_call', id: 'fc_1', call_id: 'c1', name: 'add', arguments: '{}' }
  const bodies = await twoSteps(
    'openai',
    [
      { type: 'response.created', response: { id: 'r', created_at: 1, model: 'm' } },
      { type: 'response.output_item.added', output_index: 0, item: { ...reasoning, summary: [] } },
      { type: 'response.output_item.done', output_index: 0, item: reasoning },
      {
        type: 'response.output_item.done',
        output_index: 1,
        item: { ...item, status: 'completed' },
      },
      { type: 'response.completed', response: {} },
    ],
    'gpt-5',
  )
  expect(bodies[1]?.input).toMatchObject([
    { role: 'user' },
    reasoning,
    item,
    { type: 'function_call_output', call_id: 'c1' },
  ])
})
