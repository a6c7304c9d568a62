import { describe, expect, test } from 'vitest'
import type { AgentEvent, TerminalEvent } from '#lib/contracts/chat/agent-event.ts'
import { createStageClock } from '#lib/latency/stage-clock.ts'
import type { ModelEvent, ModelRequest, StreamModel } from '#lib/providers/model-port.ts'
import { createAttemptLog } from '#lib/providers/wrappers/attempt-log.ts'
import type { Tool } from '#lib/tools/tool.ts'
import type { RunInput } from './run-input.ts'
import { runAgent } from './run-loop.ts'

const never = new AbortController().signal
const text = (delta: string): ModelEvent => ({ type: 'text-delta', delta })
const connected: ModelEvent = { type: 'connected', connection: 'new' }
const usage = { inputTokens: 10, outputTokens: 2 }
const finish: ModelEvent = { type: 'finish', reason: 'stop', usage }
const call = (id: string, name = 'add'): ModelEvent => ({
  type: 'tool-call',
  id,
  name,
  input: { a: 1, b: 2 },
})

/** A run whose model emits the given events for each step, one per millisecond. */
function setUp(steps: ModelEvent[][], more: Partial<RunInput> = {}) {
  let ms = 0
  const clock = createStageClock(0, () => ms)
  const attempts = createAttemptLog(clock.elapsedMs, () => undefined)
  const requests: ModelRequest[] = []
  const streamModel: StreamModel = async function* (request) {
    const events = steps[Math.min(requests.length, steps.length - 1)] ?? []
    requests.push(structuredClone(request))
    for (const event of events) {
      ms += 1
      yield event
    }
  }
  const input: RunInput = {
    turnId: 't',
    model: 'p/m',
    prefixText: '',
    tools: [],
    attempts,
    clock,
    messages: [{ role: 'user', content: 'Hello' }],
    steps: [],
    streamModel: attempts.record(streamModel, 'p/m', 'first'),
    streaming: { bufferChars: 1, deltaDelayMs: 0 },
    ...more,
  }
  return { input, requests }
}

async function eventsOf(input: RunInput, signal = never): Promise<AgentEvent[]> {
  const events: AgentEvent[] = []
  for await (const event of runAgent(input, signal)) events.push(event)
  expect(events.filter((event) => 'timing' in event)).toEqual([events.at(-1)])
  return events
}

const typesOf = (events: AgentEvent[]) => events.map(({ type }) => type)

test('an answer passes as it comes, and its first token is timed stage by stage', async () => {
  const { input } = setUp([
    [connected, { type: 'reasoning-delta', delta: 'Hm' }, text('Hi'), finish],
  ])
  const events = await eventsOf(input)
  expect(typesOf(events)).toEqual([
    'reasoning-delta',
    'text-delta',
    'step-completed',
    'generation-completed',
  ])
  expect(events.at(-1)).toMatchObject({
    finishReason: 'stop',
    usage,
    timing: {
      turnId: 't',
      model: 'p/m',
      connection: 'new',
      reasoningMs: 2,
      ttfbMs: 3,
      totalMs: 4,
      inputTokens: 10,
      outputTokens: 2,
      stages: [
        { name: 'connect', startMs: 0, endMs: 1 },
        { name: 'model', startMs: 1, endMs: 3 },
        { name: 'flush', startMs: 3, endMs: 3 },
      ],
    },
  })
})

test('a failure is an event, and the text before it stays', async () => {
  const failure = { code: 'overloaded', message: 'Busy.', retryable: true }
  const { input } = setUp([[connected, text('Hi'), { type: 'error', failure }]])
  const events = await eventsOf(input)
  expect(typesOf(events)).toEqual(['text-delta', 'error'])
  expect(events.at(-1)).toMatchObject({ ...failure, timing: { ttfbMs: 2, inputTokens: null } })
})

test('a model that ends without saying so was cut off', async () => {
  const events = await eventsOf(setUp([[connected, text('Hi')]]).input)
  expect(events.at(-1)).toMatchObject({ type: 'generation-completed', finishReason: 'cut-off' })
})

test.each(['user', 'shutdown'])('an abort by %s stops the run, and says so', async (reason) => {
  const controller = new AbortController()
  const { input } = setUp([[connected, text('Hi'), text(' there'), finish]])
  const streamModel: StreamModel = async function* (request, signal) {
    for await (const event of input.streamModel(request, signal)) {
      if (signal.aborted) return
      yield event
    }
  }
  const events: AgentEvent[] = []
  for await (const event of runAgent({ ...input, streamModel }, controller.signal)) {
    events.push(event)
    controller.abort(reason)
  }
  expect(typesOf(events)).toEqual(['text-delta', 'agent-stopped'])
  expect(events.at(-1)).toMatchObject({ reason, timing: { ttfbMs: 2 } })
})

test('text is gathered when the settings say so, and its wait counts as flush', async () => {
  const steps = [[connected, text('a'), text('bc'), text('d'), finish]]
  const { input } = setUp(steps, { streaming: { bufferChars: 3, deltaDelayMs: 0 } })
  const events = await eventsOf(input)
  expect(events.filter(({ type }) => type === 'text-delta')).toEqual(
    [text('abc'), text('d')].map((event) => expect.objectContaining(event)),
  )
  const { timing } = events.at(-1) as TerminalEvent
  expect(timing.ttfbMs).toBe(3)
  expect(timing.stages.at(-1)).toEqual({ name: 'flush', startMs: 2, endMs: 3 })
})

test('a pause after a delta does not outlive an abort', async () => {
  const controller = new AbortController()
  const steps = [[connected, text('Hi'), text(' there'), finish]]
  const { input } = setUp(steps, { streaming: { bufferChars: 1, deltaDelayMs: 600_000 } })
  const events: AgentEvent[] = []
  for await (const event of runAgent(input, controller.signal)) {
    events.push(event)
    setImmediate(() => controller.abort('user'))
  }
  expect(typesOf(events).at(-1)).toBe('agent-stopped')
})

describe('tools', () => {
  const runs: unknown[] = []
  const add: Tool = {
    name: 'add',
    description: 'Adds.',
    inputSchema: { type: 'object' },
    async run(input) {
      runs.push(input)
      return { sum: 3 }
    },
  }

  test('the model gets a tool’s output and goes on; usage is that of all its steps', async () => {
    runs.length = 0
    const { input, requests } = setUp(
      [
        [connected, text('Let me see. '), call('c'), { ...finish, reason: 'tool-calls' }],
        [connected, text('Three.'), finish],
      ],
      { tools: [add] },
    )
    const events = await eventsOf(input)
    expect(typesOf(events)).toEqual([
      'text-delta',
      'step-completed',
      'tool-call-started',
      'metadata',
      'tool-call-completed',
      'text-delta',
      'step-completed',
      'generation-completed',
    ])
    expect(events[3]).toEqual({
      type: 'metadata',
      key: 'toolMs',
      value: { c: expect.any(Number) },
    })
    expect(runs).toEqual([{ a: 1, b: 2 }])
    expect(requests[0]?.tools?.map(({ name }) => name)).toEqual(['add'])
    expect(requests[1]?.messages.slice(1)).toEqual([
      {
        role: 'assistant',
        content: 'Let me see. ',
        toolCalls: [{ id: 'c', name: 'add', arguments: '{"a":1,"b":2}' }],
      },
      { role: 'tool', toolCallId: 'c', content: '{"sum":3}' },
    ])
    expect(events.at(-1)).toMatchObject({
      usage: { inputTokens: 20, outputTokens: 4 },
      timing: { ttfbMs: 2 },
    })
    expect(input.messages).toHaveLength(1)
  })

  test('what goes wrong with a tool is told to the model', async () => {
    const broken: Tool = { ...add, name: 'broken', run: () => Promise.reject(new Error('no luck')) }
    const steps = [
      [connected, call('c', 'broken'), call('d', 'unknown'), finish],
      [connected, text('Sorry.'), finish],
    ]
    const { input, requests } = setUp(steps, { tools: [broken] })
    const events = await eventsOf(input)
    expect(typesOf(events).filter((type) => type === 'tool-call-failed')).toHaveLength(2)
    const toolResults = requests[1]?.messages.flatMap((m) => (m.role === 'tool' ? [m.content] : []))
    expect(toolResults).toEqual([
      '{"error":"no luck"}',
      '{"error":"There is no tool named \\"unknown\\"."}',
    ])
  })

  test('of very many calls at once only some are run', async () => {
    runs.length = 0
    const many = Array.from({ length: 1_000 }, (_, index) => call(`c${index}`))
    const { input } = setUp(
      [
        [connected, ...many, finish],
        [connected, finish],
      ],
      { tools: [add] },
    )
    const events = await eventsOf(input)
    expect(runs).toHaveLength(32)
    expect(events.filter(({ type }) => type.startsWith('tool-call-'))).toHaveLength(64)
  })

  test('a model that calls tools for ever is stopped', async () => {
    runs.length = 0
    const { input, requests } = setUp([[connected, call('c'), finish]], { tools: [add] })
    const events = await eventsOf(input)
    expect(events.at(-1)).toMatchObject({
      type: 'generation-completed',
      finishReason: 'step-limit',
      timing: { ttfbMs: null },
    })
    expect(requests.map(({ toolChoice }) => toolChoice)).toEqual([...Array(7), 'none'])
    expect(runs).toHaveLength(7)
  })
})
