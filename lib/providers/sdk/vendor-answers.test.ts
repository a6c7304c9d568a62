import { expect, test } from 'vitest'
import type { ProviderKind } from '#lib/contracts/models/provider.ts'
import type { ModelEvent, ModelRequest } from '../model-port.ts'
import { collect, connectTo, hello, startProvider } from '../testing.ts'
import { createAiSdkAdapter } from './ai-sdk.ts'

type Body = Record<string, unknown>

async function ask(
  kind: ProviderKind,
  events: object[],
  more: Partial<ModelRequest> = {},
  refuse?: (body: Body) => object | undefined,
) {
  const bodies: Body[] = []
  const provider = await startProvider(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body: Body = JSON.parse(text)
    bodies.push(body)
    const refusal = refuse?.(body)
    if (refusal) return response.writeHead(400).end(JSON.stringify(refusal))
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const bytes = Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''))
    // Splits at arbitrary places, also within characters.
    for (let at = 0; at < bytes.length; at += 7) response.write(bytes.subarray(at, at + 7))
    response.end()
  })
  const connection = connectTo(`${provider.url}/v1`, { kind })
  const stream = createAiSdkAdapter(connection)
  const found = await collect(stream({ ...hello('m'), ...more }, new AbortController().signal))
  await connection.dispatcher.destroy()
  await provider.close()
  return { ...summary(found), bodies }
}

function summary(events: ModelEvent[]) {
  const joined = (type: string) =>
    events.map((event) => ('delta' in event && event.type === type ? event.delta : '')).join('')
  return {
    text: joined('text-delta'),
    reasoning: joined('reasoning-delta'),
    sources: events.flatMap((event) => (event.type === 'source' ? [event.source.url] : [])),
    files: events.filter(({ type }) => type === 'file').length,
    last: events.at(-1),
  }
}

const created = { type: 'response.created', response: { id: 'r', created_at: 1, model: 'm' } }
const said = (delta: string, output_index = 0) => ({
  ...{ type: 'response.output_text.delta', item_id: `m${output_index}`, output_index, delta },
})
const completed = { type: 'response.completed', response: {} }
const stopped = { type: 'finish', reason: 'stop' }

test.each<[string, object[], object]>([
  [
    'reasoning as text (LM Studio, DeepSeek, Bedrock, OpenRouter)',
    [
      created,
      { type: 'response.reasoning_text.delta', item_id: 'r', content_index: 0, delta: '想' },
      { type: 'response.reasoning_text.delta', delta: '一想' },
      said('Grüße 😀'),
      completed,
    ],
    { reasoning: '想一想', text: 'Grüße 😀', last: stopped },
  ],
  [
    'odd events',
    [
      { type: 'response.created' },
      { type: 'response.in_progress', response: {} },
      { type: 'response.output_item.added', item: { type: 'mcp_list_tools' } },
      { type: 'response.output_item.done', item: { type: 'mcp_call', name: 'x' } },
      { type: 'response.mcp_call.in_progress' },
      { type: 'response.output_item.added', item: { type: 'something_new', id: 7 } },
      { type: 'response.code_interpreter_call_code.delta' },
      { type: 'response.output_item.added', output_index: 0, item: null },
      { type: 'response.output_text.annotation.added', annotation: { type: 'url_citation' } },
      {
        type: 'response.output_text.annotation.added',
        annotation: { type: 'url_citation', url: 'https://a.example/' },
      },
      { type: 'response.output_text.annotation.added', annotation: { type: 'odd' } },
      said('Hello'),
      { type: 'response.completed', response: { usage: { input_tokens: 'many' }, output: 7 } },
    ],
    { text: 'Hello', sources: ['https://a.example/'], last: stopped },
  ],
  [
    'text that came without deltas',
    [created, { type: 'response.output_text.done', text: 'Hello' }, completed],
    { text: 'Hello', last: stopped },
  ],
  [
    'text in the last event only',
    [
      {
        type: 'response.completed',
        response: {
          output: [{ type: 'message', content: [{ type: 'output_text', text: 'Hello' }] }],
        },
      },
    ],
    { text: 'Hello', last: stopped },
  ],
  [
    'two messages',
    [created, said('Got it'), said('Here are three.', 1), completed],
    { text: 'Got it\n\nHere are three.', last: stopped },
  ],
  [
    'two summaries',
    [
      created,
      {
        type: 'response.reasoning_summary_text.delta',
        item_id: 'r',
        summary_index: 0,
        delta: 'One.',
      },
      {
        type: 'response.reasoning_summary_text.delta',
        item_id: 'r',
        summary_index: 1,
        delta: 'Two.',
      },
      said('Hello'),
      completed,
    ],
    { reasoning: 'One.\n\nTwo.', text: 'Hello' },
  ],
  [
    'a failure as the first event',
    [
      {
        type: 'response.failed',
        response: { error: { code: 'server_error', message: 'All asleep' } },
      },
    ],
    { last: { type: 'error', failure: { message: expect.stringMatching(/All asleep$/) } } },
  ],
  [
    'a failure behind text',
    [created, said('Hel'), { type: 'error', message: 'All asleep', code: 'server_error' }],
    {
      text: 'Hel',
      last: { type: 'error', failure: { message: expect.stringContaining('asleep') } },
    },
  ],
  ['nothing', [created, completed], { last: { type: 'error', failure: { code: 'empty-answer' } } }],
  [
    'an answer that is cut',
    [
      created,
      said('Hel'),
      {
        type: 'response.incomplete',
        response: { incomplete_details: { reason: 'max_output_tokens' } },
      },
    ],
    { text: 'Hel', last: { type: 'finish', reason: 'length' } },
  ],
  [
    'an image',
    [
      created,
      {
        ...{ type: 'response.output_item.done', output_index: 0 },
        item: { type: 'image_generation_call', id: 'i', result: 'A'.repeat(200) },
      },
      completed,
    ],
    { files: 1, last: stopped },
  ],
])('Responses: %s', async (_, events, expected) => {
  expect(await ask('openai', events)).toMatchObject(expected)
})

const usage = { input_tokens: 1, output_tokens: 1 }
const start = { type: 'message_start', message: { id: 'r', model: 'm', usage } }
const block = (index: number, text: string, ...more: object[]) => [
  { type: 'content_block_start', index, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index, delta: { type: 'text_delta', text } },
  ...more,
  { type: 'content_block_stop', index },
]
const cited = (index: number, url: string) => ({
  ...{ type: 'content_block_delta', index },
  delta: {
    type: 'citations_delta',
    citation: {
      ...{ type: 'web_search_result_location', url, title: 'A', encrypted_index: 'x' },
      cited_text: 'Paris',
    },
  },
})
const end = (stop_reason: string, more: object = {}) => [
  { type: 'message_delta', delta: { stop_reason, ...more }, usage },
  { type: 'message_stop' },
]

test.each<[string, object[], object]>([
  [
    'two blocks',
    [start, ...block(0, 'Got it'), ...block(1, 'Here are three.'), ...end('end_turn')],
    { text: 'Got it\n\nHere are three.', last: stopped },
  ],
  [
    'blocks that carry citations',
    [
      start,
      ...block(0, 'The capital is '),
      ...block(1, 'Paris', cited(1, 'https://a.example/')),
      ...block(2, ', since 987.'),
      ...end('end_turn'),
    ],
    { text: 'The capital is Paris, since 987.', sources: ['https://a.example/'] },
  ],
  ['a pause', [start, ...block(0, 'Wait.'), ...end('pause_turn')], { last: { reason: 'paused' } }],
  [
    'a stop reason without the last event',
    [start, ...block(0, 'Hi.'), ...end('end_turn').slice(0, 1)],
    { text: 'Hi.', last: stopped },
  ],
  [
    'an unknown event',
    [start, { type: 'later_invention' }, ...block(0, 'Hi.'), ...end('end_turn')],
    { text: 'Hi.', last: stopped },
  ],
  [
    'a refusal with its reason',
    [
      start,
      ...block(0, 'No.'),
      ...end('refusal', {
        stop_details: { type: 'refusal', category: 'cyber', explanation: 'It may harm.' },
      }),
    ],
    { last: { reason: 'content-filter', words: 'It may harm.' } },
  ],
])('Claude: %s', async (_, events, expected) => {
  expect(await ask('anthropic', events)).toMatchObject(expected)
})

test('Gemini: sources of a search are told', async () => {
  const groundingMetadata = {
    groundingChunks: [{ web: { uri: 'https://a.example/', title: 'A' } }],
  }
  const content = { role: 'model', parts: [{ text: 'Paris.' }] }
  const found = await ask('google', [
    { candidates: [{ content, groundingMetadata, finishReason: 'STOP' }] },
  ])
  expect(found).toMatchObject({ text: 'Paris.', sources: ['https://a.example/'] })
})

test('what a model refuses is left out, and asked again at once', async () => {
  const { bodies, text } = await ask(
    'anthropic',
    [start, ...block(0, 'Hi.'), ...end('end_turn')],
    { temperature: 0.4 },
    (body) =>
      'temperature' in body
        ? {
            type: 'error',
            error: { type: 'x', message: '`temperature` is deprecated for this model.' },
          }
        : undefined,
  )
  expect([bodies.length, text]).toEqual([2, 'Hi.'])
})

test.each<[ProviderKind, string, object]>([
  ['openai', 'gpt-5', { reasoning: { effort: 'low' } }],
  ['anthropic', 'claude-sonnet-4-5', { thinking: { type: 'enabled' } }],
  ['google', 'gemini-2.5-flash', { generationConfig: { thinkingConfig: {} } }],
])(
  '%s is asked for an effort in its own form, with fields of the agent’s',
  async (kind, model, form) => {
    const { bodies } = await ask(kind, [], {
      ...{ model, reasoningEffort: 'low', extraBody: { custom_field: 7 } },
    })
    expect(bodies[0]).toMatchObject({ ...form, custom_field: 7 })
  },
)
