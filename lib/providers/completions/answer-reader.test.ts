import { describe, expect, test } from 'vitest'
import type { ModelEvent } from '../model-port.ts'
import { createAnswerReader } from './answer-reader.ts'

const chunk = (delta: unknown, more: object = {}) =>
  JSON.stringify({
    id: 'a',
    object: 'chat.completion.chunk',
    created: 1_763_000_000,
    model: 'm',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: null, ...more }],
  })

const mixed = [
  `\uFEFF: hello\r\n\r\ndata: ${chunk({ role: 'assistant', content: '' })}\r\n\r\n`,
  `data: ${chunk({ reasoning_content: 'Let me ' })}\n\n`,
  `data:${chunk({ reasoning_content: '想一想.' })}\r\r`,
  `event: message\nid: 7\ndata: ${chunk({ content: 'Grüße, ' })}\n\n`,
  `data: ${chunk({ content: '😀"\\\n' })}\r\n\r\n`,
  ...['ha ', 'ha ', 'data: [DONE]', '"}}]}', '\u0001'].map(
    (content) => `data: ${chunk({ content })}\n\n`,
  ),
  `data: ${chunk({ content: ' 1' }).replaceAll(',"', ',\ndata: "')}\n\n`,
  `data: ${chunk({ content: '\ud83d' })}\n\ndata: ${chunk({ content: '\ude00' })}\n\n`,
  `data: ${chunk({ content: 'end' }, { finish_reason: 'stop' })}\n\n`,
  'data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}\n\ndata: [DONE]\n\n',
].join('')

const expected = {
  text: 'Grüße, 😀"\\\nha ha data: [DONE]"}}]}\u0001 1😀end',
  reasoning: 'Let me 想一想.',
  last: { type: 'finish', reason: 'stop', usage: { inputTokens: 3, outputTokens: 4 } },
}

test('bytes in pieces of every size give the same answer', () => {
  const bytes = Buffer.from(mixed)
  for (let size = 1; size <= bytes.length; size += size < 64 ? 1 : 61) {
    expect(summary(read(bytes, size)), `pieces of ${size} bytes`).toEqual(expected)
  }
})

test('one cut at every byte gives the same answer', () => {
  const bytes = Buffer.from(mixed)
  for (let at = 1; at < bytes.length; at += 1) {
    const reader = createAnswerReader([])
    const events = [...reader.push(bytes.subarray(0, at)), ...pushRest(reader, bytes.subarray(at))]
    expect(summary(events), `cut at byte ${at}`).toEqual(expected)
  }
})

test('a delta is handed on before the blank line that ends its event', () => {
  const reader = createAnswerReader([])
  expect(reader.push(Buffer.from(`data: ${chunk({ content: 'Hi' })}\n`))).toEqual([
    { type: 'text-delta', delta: 'Hi' },
  ])
})

test('deltas that came together are one event that counts them', () => {
  const reader = createAnswerReader([])
  const both = ['Hel', 'lo'].map((content) => `data: ${chunk({ content })}\n\n`).join('')
  expect(reader.push(Buffer.from(both))).toEqual([
    { type: 'text-delta', delta: 'Hello', chunks: 2 },
  ])
})

test('text that a broken body held back is kept', () => {
  const reader = createAnswerReader([])
  expect(reader.push(Buffer.from(`data: ${chunk({ content: '<thi' })}\n\n`))).toEqual([])
  const failure = { code: 'provider-reset', message: 'closed', retryable: true }
  expect(reader.abandon(failure)).toEqual([
    { type: 'text-delta', delta: '<thi' },
    { type: 'error', failure },
  ])
})

test('a line of four million characters is read in linear time and one beyond is refused', () => {
  const piece = Buffer.from('a'.repeat(16_384))
  const reader = createAnswerReader([])
  reader.push(Buffer.from('data: {"choices":[{"delta":{"content":"'))
  let events: ModelEvent[] = []
  for (let sent = 0; sent < 8_000_000 && !reader.isOver(); sent += piece.length) {
    events = reader.push(piece)
  }
  expect(events).toMatchObject([{ type: 'error', failure: { code: 'output-cap' } }])
})

describe('dialects', () => {
  const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
  const choice = (delta: unknown, reason: string | null = null) =>
    data({ choices: [{ delta, finish_reason: reason }] })
  const answer = (text: string, reason = 'stop') => [text, '', { type: 'finish', reason }]
  const error = (text: string, code: string, message: RegExp) => [
    text,
    '',
    { type: 'error', failure: { code, message: expect.stringMatching(message) } },
  ]
  const hi = choice({ content: 'Hi' })

  test.each<[string, string, unknown[]]>([
    [
      'MiniMax’s base_resp',
      data({ choices: null, base_resp: { status_code: 1004, status_msg: 'No login' } }),
      error('', 'provider-error', /No login/),
    ],
    [
      'a base_resp of 0',
      hi + data({ base_resp: { status_code: 0 } }) + choice({}, 'stop'),
      answer('Hi'),
    ],
    [
      'vLLM’s error object',
      hi + data({ object: 'error', message: 'On fire', code: 500 }),
      error('Hi', 'provider-error', /On fire/),
    ],
    [
      'a rate limit within the stream',
      data({ error: { message: 'Slow', type: 'rate_limit_error' } }),
      error('', 'provider-rate-limit', /Slow/),
    ],
    [
      'Gemini’s errors in an array',
      '[{"error":{"code":400,"message":"Bad","status":"INVALID"}}]',
      error('', 'provider-error', /Bad/),
    ],
    [
      'an error event in plain words',
      'event: error\ndata: overloaded\n\n',
      error('', 'provider-bad-response', /overloaded/),
    ],
    [
      'an error event in plain words at the end',
      'data: overloaded',
      error('', 'provider-bad-response', /overloaded/),
    ],
    [
      'plain text',
      'upstream connect error',
      error('', 'provider-bad-response', /upstream connect error/),
    ],
    ['only comments', ': hi\n\n: hi\n\n', error('', 'provider-bad-response', /empty/)],
    ['only [DONE]', 'data: [DONE]\n\n', error('', 'empty-answer', /without an answer/)],
    ['finish reason "error"', choice({ content: 'Hi' }, 'error'), answer('Hi', 'cut-off')],
    ['finish reason "abort"', choice({ content: 'Hi' }, 'abort'), answer('Hi', 'cut-off')],
    ['finish reason "MAX_TOKENS"', choice({ content: 'Hi' }, 'MAX_TOKENS'), answer('Hi', 'length')],
    ['an empty finish reason', choice({ content: 'Hi' }, ''), answer('Hi', 'cut-off')],
    ['tool_calls without a call', choice({ content: 'Hi' }, 'tool_calls'), answer('Hi')],
    ['a refusal', choice({ refusal: 'No.' }, 'stop'), answer('No.')],
    [
      'chunks as lines of bare JSON',
      ['He', 'y']
        .map((content) => `${JSON.stringify({ choices: [{ delta: { content } }] })}\n`)
        .join('') + choice({}, 'stop'),
      answer('Hey'),
    ],
    [
      'a broken chunk and [DONE] without blank lines',
      'data: {"cho\ndata: [DONE]\n',
      error('', 'provider-bad-response', /"cho/),
    ],
    [
      'broken lines in one event',
      `${hi}data: {"a":\ndata: 1\n\n${hi}`,
      error('Hi', 'provider-bad-response', /"a"/),
    ],
    [
      'an empty <think>',
      choice({ content: '<think>\n\n</think>\n\n' }) + choice({ content: 'Hi' }, 'stop'),
      answer('Hi'),
    ],
    [
      'white space around <think>',
      choice({ content: '\n<think>\nHm\n</think>' }) +
        choice({ content: '\n\n' }) +
        choice({ content: ' Hi\n' }, 'stop'),
      ['Hi\n', 'Hm\n', { type: 'finish', reason: 'stop' }],
    ],
    [
      'an unfinished surrogate in reasoning',
      choice({ reasoning: 'a\ud83d' }, 'stop'),
      ['', 'a\ufffd', { type: 'error', failure: { code: 'empty-answer' } }],
    ],
  ])('%s', (_, stream, [text, reasoning, last]) => {
    expect(summary(read(Buffer.from(stream), 1_000))).toMatchObject({ text, reasoning, last })
    expect(summary(read(Buffer.from(stream), 1))).toMatchObject({ text, reasoning, last })
  })

  const call = (more: object, name?: string, args?: unknown) => ({
    ...more,
    function: { ...(name && { name }), ...(args !== undefined && { arguments: args }) },
  })
  const tools = (...calls: object[]) => choice({ tool_calls: calls })
  const berlin = { name: 'f', input: { a: 1 } }

  test.each<[string, string, unknown[]]>([
    [
      'ids that change',
      tools(call({ id: 'x' }, 'f', '{"a"')) + tools(call({ id: 'y' }, undefined, ':1}')),
      [berlin],
    ],
    [
      'one index for all',
      tools(call({ index: 0, id: 'x' }, 'f', '{"a":1}')) +
        tools(call({ index: 0, id: 'y' }, 'g', '{}')),
      [berlin, { name: 'g', input: {} }],
    ],
    [
      'no index, no id, two names',
      tools(call({}, 'f', '{"a":1}')) + tools(call({}, 'g', '{}')),
      [berlin, { name: 'g', input: {} }],
    ],
    ['arguments as a JSON string', tools(call({ index: 0 }, 'f', '"{\\"a\\":1}"')), [berlin]],
    [
      'function_call',
      choice({ function_call: { name: 'f', arguments: '{"a"' } }) +
        choice({ function_call: { arguments: ':1}' } }),
      [berlin],
    ],
    [
      'U+0000 in arguments',
      tools(call({ index: 0 }, 'f', '{"a\\u0000":"b\\u0000\\ud83d"}')),
      [{ name: 'f', input: { a: 'b\ufffd' } }],
    ],
    ['a call without a name', tools(call({ index: 0 }, undefined, '{}')), []],
    ['null and words', choice({ tool_calls: [null, 'f', 7] }) + choice({ tool_calls: 'f' }), []],
  ])('tool calls: %s', (_, stream, expected) => {
    const events = read(Buffer.from(stream + choice({}, 'tool_calls')), 1_000)
    const calls = events.filter(({ type }) => type === 'tool-call')
    expect(calls).toMatchObject(expected)
    expect(calls).toHaveLength(expected.length)
  })

  test('tool calls of an answer that was cut are not run', () => {
    for (const end of [choice({}, 'length'), '']) {
      const events = read(Buffer.from(tools(call({ index: 0 }, 'f', '{}')) + end), 1_000)
      expect(events.filter(({ type }) => type === 'tool-call')).toEqual([])
    }
  })
})

function read(bytes: Uint8Array, size: number): ModelEvent[] {
  const reader = createAnswerReader([])
  const events: ModelEvent[] = []
  for (let at = 0; at < bytes.length && !reader.isOver(); at += size) {
    events.push(...reader.push(bytes.subarray(at, at + size)))
  }
  return reader.isOver() ? events : [...events, ...reader.end()]
}

function pushRest(reader: ReturnType<typeof createAnswerReader>, bytes: Uint8Array): ModelEvent[] {
  if (reader.isOver()) return []
  const events = reader.push(bytes)
  return reader.isOver() ? events : [...events, ...reader.end()]
}

function summary(events: ModelEvent[]) {
  const joined = (type: string) =>
    events.map((event) => (event.type === type && 'delta' in event ? event.delta : '')).join('')
  return { text: joined('text-delta'), reasoning: joined('reasoning-delta'), last: events.at(-1) }
}
