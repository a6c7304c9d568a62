import { expect, test } from 'vitest'
import { createAnswerReader } from './answer-reader.ts'
import type { ModelEvent } from './model-port.ts'

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
