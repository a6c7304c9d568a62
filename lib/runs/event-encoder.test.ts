import { describe, expect, test } from 'vitest'
import type { AgentEvent, TerminalEvent } from '#lib/contracts/chat/agent-event.ts'
import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import { createEventEncoder, terminalStatus } from './event-encoder.ts'

const timing: TurnTiming = {
  turnId: 't',
  ttfbMs: 12,
  totalMs: 40,
  stages: [],
  inputTokens: 3,
  outputTokens: 4,
  tokensPerSecond: 100,
  model: 'p/m',
}
const usage = { inputTokens: 3, outputTokens: 4 }
const step: AgentEvent = { type: 'step-completed', finishReason: 'stop', usage }
const completed: Extract<TerminalEvent, { usage: unknown }> = {
  type: 'generation-completed',
  finishReason: 'stop',
  usage,
  timing,
}
const text = (delta: string): AgentEvent => ({ type: 'text-delta', delta })
const thought = (delta: string): AgentEvent => ({ type: 'reasoning-delta', delta })

/** What a reader of the stream receives: the frames and the end mark. */
function framesOf(events: AgentEvent[], settings = {}) {
  const encoder = createEventEncoder({ emitMetadata: true, emitMemoryUpdates: true, ...settings })
  const wire = events.map((event) => encoder.encode(event)).join('')
  const lines = wire.split('\n\n')
  expect(lines.pop()).toBe('')
  return lines.map((line) => {
    expect(line).toMatch(/^data: [^\n]+$/)
    const data = line.slice('data: '.length)
    return data === '[DONE]' ? data : JSON.parse(data)
  })
}

const typesOf = (events: AgentEvent[]) => framesOf(events).map((frame) => frame.type ?? frame)

test('an answer is one step with one part for each run of deltas, and one end', () => {
  expect(typesOf([thought('Hm'), thought('m'), text('Hi'), text(' you'), step, completed])).toEqual(
    [
      'start-step',
      'reasoning-start',
      'reasoning-delta',
      'reasoning-delta',
      'reasoning-end',
      'text-start',
      'text-delta',
      'text-delta',
      'text-end',
      'finish-step',
      'data-timing',
      'message-metadata',
      'finish',
      '[DONE]',
    ],
  )
})

test('each part has an id of its own, which its deltas and its end repeat', () => {
  const frames = framesOf([text('a'), thought('b'), text('c'), step])
  const ids = frames.filter(({ id }) => id).map(({ type, id }) => [id, type.split('-')[0]])
  expect(new Set(ids.map(([id]) => id)).size).toBe(3)
  for (const [id, kind] of ids) expect(id).toMatch(new RegExp(`^${kind}-`))
  expect(ids).toHaveLength(9)
})

test.each(['line\nbreak\r\n\n', 'data: [DONE]', '"quoted" \\ and \u2028', '你好 👋', '</script>'])(
  'the text %j arrives as it is',
  (delta) => {
    const frame = framesOf([text(delta), step]).find(({ type }) => type === 'text-delta')
    expect(frame.delta).toBe(delta)
  },
)

test('a tool call stands in a step, after the text before it', () => {
  const call = { toolCallId: 'c', toolName: 'search', input: { query: 'tea' } }
  const frames = framesOf([
    text('Let me see.'),
    { type: 'tool-call-started', ...call },
    { type: 'step-completed', finishReason: 'tool-calls', usage },
    { type: 'tool-call-completed', toolCallId: 'c', output: ['green'] },
    { type: 'tool-call-failed', toolCallId: 'd', message: 'no such tool' },
    text('Green.'),
    step,
  ])
  expect(frames.map(({ type }) => type)).toEqual([
    'start-step',
    'text-start',
    'text-delta',
    'text-end',
    'tool-input-start',
    'tool-input-available',
    'finish-step',
    'tool-output-available',
    'tool-output-error',
    'start-step',
    'text-start',
    'text-delta',
    'text-end',
    'finish-step',
  ])
  expect(frames[5]).toMatchObject(call)
  expect(frames[7]).toMatchObject({ toolCallId: 'c', output: ['green'] })
  expect(frames[8]).toMatchObject({ toolCallId: 'd', errorText: 'no such tool' })
})

describe('settings', () => {
  const memories: AgentEvent = {
    type: 'memory-updated',
    recalled: [],
    saved: [{ id: 'm', text: 'likes tea' }],
  }
  const cachedAt: AgentEvent = { type: 'metadata', key: 'cachedAt', value: '2026-11-01' }

  test('memories and metadata are sent', () => {
    expect(framesOf([memories, cachedAt])).toEqual([
      { type: 'data-memory', data: { recalled: [], saved: memories.saved }, transient: true },
      { type: 'message-metadata', messageMetadata: { memories: [] } },
      { type: 'message-metadata', messageMetadata: { cachedAt: '2026-11-01' } },
    ])
  })

  test('what is switched off is not', () => {
    expect(framesOf([memories], { emitMemoryUpdates: false })).toEqual([])
    expect(framesOf([cachedAt], { emitMetadata: false })).toEqual([])
    expect(framesOf([completed], { emitMetadata: false, emitMemoryUpdates: false })).toHaveLength(4)
  })
})

describe('the end', () => {
  const ends: [TerminalEvent, object, object][] = [
    [completed, { status: 'complete' }, { type: 'finish', finishReason: 'stop' }],
    [
      { ...completed, finishReason: 'length' },
      { status: 'partial', statusReason: 'length' },
      { type: 'finish', finishReason: 'length' },
    ],
    [
      { ...completed, finishReason: 'cut-off' },
      { status: 'partial', statusReason: 'cut-off' },
      { type: 'finish', finishReason: 'other' },
    ],
    [
      { type: 'error', code: 'rate-limited', message: 'Too many.', retryable: true, timing },
      { status: 'error', statusReason: 'rate-limited', errorMessage: 'Too many.', retryable: true },
      { type: 'error', errorText: 'Too many.' },
    ],
    [
      { type: 'agent-stopped', reason: 'user', timing },
      { status: 'stopped' },
      { type: 'abort', reason: 'user' },
    ],
    [
      { type: 'agent-stopped', reason: 'shutdown', timing },
      { status: 'interrupted', statusReason: 'shutdown' },
      { type: 'abort', reason: 'shutdown' },
    ],
  ]

  test.each(ends)('%o closes what is open and says how it ended', (event, status, last) => {
    expect(terminalStatus(event)).toEqual(status)
    const frames = framesOf([text('Hi'), event])
    expect(frames.slice(3)).toEqual([
      { type: 'text-end', id: 'text-1' },
      { type: 'finish-step' },
      { type: 'data-timing', data: timing, transient: true },
      { type: 'message-metadata', messageMetadata: { timing, model: 'p/m', ...status } },
      last,
      '[DONE]',
    ])
  })
})

test('a source, an image, and text that turned out to be reasoning', () => {
  const frames = framesOf([
    text('Let me see.'),
    { type: 'relabelled', as: 'reasoning' },
    text('Yes.'),
    { type: 'source-found', source: { id: 'source-1', url: 'https://a.example/', title: 'A' } },
    text(' No.'),
    { type: 'file-made', mediaType: 'image/png', url: 'data:image/png;base64,AA' },
    step,
  ])
  expect(frames.map(({ type }) => type)).toEqual([
    ...['start-step', 'text-start', 'text-delta', 'text-end', 'message-metadata'],
    ...['text-start', 'text-delta', 'source-url', 'text-delta', 'text-end', 'file', 'finish-step'],
  ])
  expect(frames[4].messageMetadata).toEqual({ relabelled: { text: [0], reasoning: [] } })
  expect(frames[7]).toEqual({
    ...{ type: 'source-url', sourceId: 'source-1' },
    ...{ url: 'https://a.example/', title: 'A' },
  })
})
