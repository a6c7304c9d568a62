import type { IncomingMessage } from 'node:http'
import { json as readJson } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProviderKind } from '#lib/contracts/models/provider.ts'
import { faults } from '#lib/simulator/faults/faults.ts'
import { type Simulator, startSimulator } from '#lib/simulator/server.ts'
import type { ModelRequest } from '../model-port.ts'
import type { ProviderConnection } from '../network/connection.ts'
import {
  canaryKey,
  collect,
  connectTo,
  hello,
  leaksOf,
  startProvider,
  textOfEvents,
} from '../testing.ts'
import { createAiSdkAdapter } from './ai-sdk.ts'

const never = new AbortController().signal
const adapter = createAiSdkAdapter

const toolTurn: ModelRequest = {
  model: 'm',
  messages: [
    { role: 'system', content: 'Be kind.' },
    { role: 'user', content: 'Time?' },
    { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'clock', arguments: '{}' }] },
    { role: 'tool', toolCallId: 'c1', content: '"noon"' },
    { role: 'system', content: 'Known: x' },
    { role: 'user', content: 'And now?' },
  ],
  tools: [{ name: 'clock', description: 'Tells the time', inputSchema: { type: 'object' } }],
  temperature: 0.5,
  maxOutputTokens: 99,
}

/** Each vendor's stream for reasoning "Hm", text "Grüße 😀", a call of `clock` and usage 7/5. */
const vendors: [ProviderKind, string, object[], (body: unknown) => void][] = [
  [
    'openai',
    '/responses',
    [
      { type: 'response.created', response: { id: 'r', created_at: 1, model: 'm' } },
      { type: 'response.output_item.added', output_index: 0, item: { type: 'message', id: 'i' } },
      { type: 'response.output_text.delta', item_id: 'i', output_index: 0, delta: 'Grüße ' },
      { type: 'response.output_text.delta', item_id: 'i', output_index: 0, delta: '😀' },
      { type: 'response.output_item.done', output_index: 0, item: { type: 'message', id: 'i' } },
      {
        type: 'response.output_item.done',
        output_index: 1,
        item: {
          type: 'function_call',
          id: 'f',
          call_id: 'c2',
          name: 'clock',
          arguments: '{"zone":"Berlin"}',
          status: 'completed',
        },
      },
      {
        type: 'response.completed',
        response: { incomplete_details: null, usage: { input_tokens: 7, output_tokens: 5 } },
      },
    ],
    (body) => expect(body).toMatchObject({ stream: true, max_output_tokens: 99 }),
  ],
  [
    'anthropic',
    '/messages',
    [
      {
        type: 'message_start',
        message: { id: 'r', model: 'm', usage: { input_tokens: 7, output_tokens: 1 } },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hm' } },
      { type: 'content_block_stop', index: 0 },
      { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'Grüße 😀' } },
      { type: 'content_block_stop', index: 1 },
      {
        type: 'content_block_start',
        index: 2,
        content_block: { type: 'tool_use', id: 'c2', name: 'clock', input: {} },
      },
      {
        type: 'content_block_delta',
        index: 2,
        delta: { type: 'input_json_delta', partial_json: '{"zone":"Berlin"}' },
      },
      { type: 'content_block_stop', index: 2 },
      { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 5 } },
      { type: 'message_stop' },
    ],
    (body) =>
      expect(body).toMatchObject({ max_tokens: 99, system: [{ type: 'text', text: 'Be kind.' }] }),
  ],
  [
    'google',
    '/models/m:streamGenerateContent',
    [
      { candidates: [{ content: { parts: [{ text: 'Hm', thought: true }], role: 'model' } }] },
      { candidates: [{ content: { parts: [{ text: 'Grüße 😀' }], role: 'model' } }] },
      {
        candidates: [
          {
            content: {
              parts: [{ functionCall: { name: 'clock', args: { zone: 'Berlin' } } }],
              role: 'model',
            },
            finishReason: 'STOP',
          },
        ],
        usageMetadata: { promptTokenCount: 7, candidatesTokenCount: 5, totalTokenCount: 12 },
      },
    ],
    (body) => expect(body).toMatchObject({ systemInstruction: { parts: [{ text: 'Be kind.' }] } }),
  ],
]

describe.each(vendors)('%s', (kind, path, events, expectBody) => {
  const serve = async (answer: (request: IncomingMessage) => string | undefined) => {
    const server = await startProvider(async (request, response) => {
      const text = answer(request)
      expectBody(await readJson(request))
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      if (text !== undefined) response.end(text)
      else response.destroy()
    })
    const connection = connectTo(`${server.url}/v1`, { kind })
    return {
      stream: adapter(connection),
      close: async () => {
        await connection.dispatcher.destroy()
        await server.close()
      },
    }
  }
  const asEvents = (list: object[]) =>
    list.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')

  test('text, reasoning, tool calls and usage arrive', async () => {
    const requests: IncomingMessage[] = []
    const { stream, close } = await serve((request) => {
      requests.push(request)
      return asEvents(events)
    })
    const found = await collect(stream(toolTurn, never))
    await close()
    expect(requests[0]?.url).toContain(`/v1${path}`)
    expect(JSON.stringify(requests[0]?.headers)).toContain(canaryKey)
    expect(found[0]).toEqual({ type: 'connected' })
    expect(textOfEvents(found)).toBe('Grüße 😀')
    const reasoning = found.flatMap((event) =>
      event.type === 'reasoning-delta' ? event.delta : [],
    )
    expect(reasoning).toEqual(kind === 'openai' ? [] : ['Hm'])
    expect(found.at(-2)).toMatchObject({
      type: 'tool-call',
      name: 'clock',
      input: { zone: 'Berlin' },
    })
    expect(found.at(-1)).toMatchObject({
      type: 'finish',
      reason: 'tool-calls',
      usage: { inputTokens: 7, outputTokens: 5 },
    })
  })

  test('the step after a tool call has the connection of the one before', async () => {
    const sockets = new Set<unknown>()
    const { stream, close } = await serve((request) => {
      sockets.add(request.socket)
      return asEvents(events)
    })
    for (let step = 1; step <= 4; step += 1) await collect(stream(toolTurn, never))
    await close()
    expect(sockets.size).toBe(1)
  })

  test('an answer is whole although its connection breaks after the last event', async () => {
    const body = asEvents(events)
    const provider = await startProvider((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-length': 99_999 })
      response.write(body, () => response.destroy())
    })
    const found = await collect(adapter(connectTo(provider.url, { kind }))(toolTurn, never))
    await provider.close()
    expect(found.at(-1)).toMatchObject({ type: 'finish', reason: 'tool-calls' })
  })

  test.each([
    ['goes on', false],
    ['ends', true],
  ])('what cannot be read ends the request, whether the provider %s', async (_, isEnded) => {
    const left = Promise.withResolvers<void>()
    const provider = await startProvider((_, response) => {
      response.on('close', left.resolve).writeHead(200, { 'content-type': 'text/event-stream' })
      const odd = 'data: {"type":5,"candidates":7,"choices":[{"delta":{"content":"x"}}]}\n\n'
      if (isEnded) response.end(odd.repeat(3))
      else response.write(odd)
    })
    const connection = connectTo(provider.url, { kind })
    const found = await collect(adapter(connection)(hello('m'), AbortSignal.timeout(5_000)))
    expect(found.at(-1)).toMatchObject({ failure: { code: 'provider-bad-response' } })
    await left.promise
    await connection.dispatcher.destroy()
    await provider.close()
  })

  test('an answer that breaks off behind a tool call calls nothing', async () => {
    const end = events.findIndex((event) => JSON.stringify(event).includes('Berlin')) + 1
    const body = asEvents(events.slice(0, end)).replace('"finishReason":"STOP"', '"index":0')
    const provider = await startProvider((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-length': 99_999 })
      response.write(body, () => response.destroy())
    })
    const found = await collect(adapter(connectTo(provider.url, { kind }))(toolTurn, never))
    await provider.close()
    expect(found.filter(({ type }) => type === 'tool-call')).toEqual([])
    expect(found.at(-1)).toMatchObject({ type: 'error', failure: { code: 'provider-reset' } })
  })

  test.each([
    ['{"error":{"message":"All asleep"}}', 200, 'All asleep'],
    ['<!doctype html><h1>All asleep</h1>', 200, 'All asleep'],
    ['{"error":{"message":"All asleep"}}', 600, 'All asleep'],
    [' ', 200, 'empty answer'],
  ])('%s with status %i is an error with its words', async (body, status, words) => {
    const provider = await startProvider((_, response) => response.writeHead(status).end(body))
    const found = await collect(adapter(connectTo(provider.url, { kind }))(hello('m'), never))
    await provider.close()
    const message = expect.stringContaining(words)
    expect(found.at(-1)).toMatchObject({ failure: { code: 'provider-bad-response', message } })
  })

  test('an answer that breaks off keeps its text and is cut off or an error', async () => {
    const { stream, close } = await serve(() =>
      asEvents(events.slice(0, kind === 'google' ? 2 : 6)),
    )
    const found = await collect(stream(toolTurn, never))
    await close()
    expect(textOfEvents(found)).toBe('Grüße 😀')
    expect(found.at(-1)).toMatchObject({ type: 'finish', reason: 'cut-off' })
  })
})

describe('faults, through the SDK’s own chat reader', () => {
  let simulator: Simulator
  let connection: ProviderConnection
  beforeAll(async () => {
    simulator = await startSimulator({ timeScale: 10 })
    connection = connectTo(simulator.url)
  })
  afterAll(async () => {
    await connection.dispatcher.destroy()
    await simulator.close()
  })

  const wanted = [
    ...['gzip', 'crlf', 'split-utf8', 'no-done', 'growing-usage', 'surrogates-split'],
    ...['finish-length', 'html-200', 'html-502', 'http-401', 'http-400-context', 'http-429-quota'],
    ...['http-404-model', 'redirect-307', 'redirect-302', 'key-echo-401', 'key-echo-html-500'],
    ...['empty-200', 'hang-in-error-body', 'error-body-broken-off', 'deflate-raw', 'continue'],
    ...['error-in-stream', 'reset-before-headers', 'reset-mid-stream', 'close-mid-stream'],
  ]
  test.each(faults.filter(({ name }) => wanted.includes(name)))(
    '$name: $description',
    async ({ name, expected }) => {
      const events = await collect(adapter(connection)(hello(`fault:${name}`), never))
      expect(leaksOf(events)).toEqual([])
      expect(textOfEvents(events)).toBe(expected.text ?? '')
      const message = expect.stringContaining(expected.message ?? '')
      const failure = { message, ...(expected.code && { code: expected.code }) }
      const ending = expected.outcome === 'error' ? { type: 'error', failure } : { type: 'finish' }
      expect(events.at(-1)).toMatchObject(ending)
    },
  )

  test('no redirect was followed', () => expect(simulator.stats().redirectsFollowed).toBe(0))

  test('an endless answer is cut', async () => {
    const events = await collect(adapter(connection)(hello('fault:endless-output'), never))
    expect(events.at(-1)).toMatchObject({ type: 'error', failure: { code: 'output-cap' } })
  })

  test('an abort is silent and closes the request', async () => {
    const controller = new AbortController()
    const events = []
    for await (const event of adapter(connection)(hello('fault:slow-drip'), controller.signal)) {
      events.push(event.type)
      if (event.type === 'text-delta') controller.abort()
    }
    expect(events).toEqual(['connected', 'text-delta'])
    await expect.poll(() => simulator.stats().models['fault:slow-drip']?.aborted).toBe(1)
  })
})
