import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createOpenAiCompatible } from '../completions/openai-compatible.ts'
import type { ModelEvent, StreamModel } from '../model-port.ts'
import { collect, connectTo, hello, startProvider } from '../testing.ts'
import { withDeadlines } from './deadlines.ts'

// Deadlines over HTTP are tested in faults.test.ts.

const long = {
  maxOutputChars: 4_000_000,
  connectMs: 60_000,
  firstTokenMs: 60_000,
  betweenTokensMs: 60_000,
  totalMs: 60_000,
}
/** Lets the test advance the time. */
function stopTime() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
}

const hi: ModelEvent = { type: 'text-delta', delta: 'Hi' }
const finish: ModelEvent = {
  type: 'finish',
  reason: 'stop',
  usage: { inputTokens: 1, outputTokens: 1 },
}

test('the time that the consumer takes is not the provider’s', async () => {
  stopTime()
  const streamModel: StreamModel = async function* () {
    yield { type: 'connected' }
    yield hi
    yield hi
    yield finish
  }
  const deadlines = { ...long, connectMs: 40, firstTokenMs: 40, betweenTokensMs: 40 }
  const events: ModelEvent[] = []
  for await (const event of withDeadlines(streamModel, deadlines)(
    hello('m'),
    new AbortController().signal,
  )) {
    events.push(event)
    vi.advanceTimersByTime(60)
  }
  expect(events).toEqual([{ type: 'connected' }, hi, hi, finish])
})

test('a model that reports the abort as an error of its own does not hide the deadline', async () => {
  stopTime()
  const streamModel: StreamModel = async function* (_, signal) {
    yield { type: 'connected' }
    yield hi
    const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve))
    await vi.advanceTimersByTimeAsync(20)
    await aborted
    yield { type: 'error', failure: { code: 'other', message: 'aborted', retryable: true } }
  }
  const limited = withDeadlines(streamModel, { ...long, betweenTokensMs: 20 })
  const events = await collect(limited(hello('m'), new AbortController().signal))
  expect(events.slice(0, 2)).toEqual([{ type: 'connected' }, hi])
  expect(events.slice(2)).toMatchObject([
    { type: 'error', failure: { code: 'deadline-between-tokens', retryable: true } },
  ])
})

test('an abort by the caller is silent even when a deadline passes meanwhile', async () => {
  stopTime()
  const controller = new AbortController()
  const streamModel: StreamModel = async function* (_, signal) {
    yield { type: 'connected' }
    controller.abort('user')
    expect(signal.reason).toBe('user')
    vi.advanceTimersByTime(60)
  }
  const limited = withDeadlines(streamModel, { ...long, firstTokenMs: 20 })
  expect(await collect(limited(hello('m'), controller.signal))).toEqual([{ type: 'connected' }])
})

test('an answer that does not end is cut at the cap, and its request is aborted', async () => {
  let isAborted = false
  const streamModel: StreamModel = async function* (_, signal) {
    signal.addEventListener('abort', () => {
      isAborted = true
    })
    yield { type: 'connected' }
    yield { type: 'reasoning-delta', delta: 'Hm' }
    for (;;) yield hi
  }
  const limited = withDeadlines(streamModel, { ...long, maxOutputChars: 10 })
  const events = await collect(limited(hello('m'), new AbortController().signal))
  expect(events.filter(({ type }) => type === 'text-delta')).toHaveLength(4)
  expect(events.at(-1)).toMatchObject({ type: 'error', failure: { code: 'output-cap' } })
  expect(isAborted).toBe(true)
})

test('a model that writes the arguments of a tool call is at work', async () => {
  const piece = (args: string) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { name: 'note', arguments: args } }] } }] })}\n\n`
  const provider = await startProvider(async (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const part of ['{"text":"', ...'abcdefgh', '"}']) {
      response.write(piece(part))
      await sleep(100)
    }
    response.end('data: [DONE]\n\n')
  })
  const connection = connectTo(provider.url)
  const deadlines = { ...long, firstTokenMs: 900, betweenTokensMs: 900 }
  const limited = withDeadlines(createOpenAiCompatible(connection), deadlines)
  const events = await collect(limited(hello('m'), new AbortController().signal))
  expect(events.slice(-2)).toMatchObject([
    { type: 'tool-call', name: 'note', input: { text: 'abcdefgh' } },
    { type: 'finish', reason: 'tool-calls' },
  ])
  await connection.dispatcher.destroy()
  await provider.close()
})
