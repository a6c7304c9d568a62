import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Scheduler } from './scheduler.ts'
import type { Script, Segment } from './script.ts'

export interface StreamOptions {
  id: string
  model: string
  /** Time of the request's arrival on the performance.now() clock. */
  startedAt: number
  includeUsage: boolean
  /** Called when the script breaks the connection. */
  onBreak: () => void
}

/** The stream pauses while the client has this many unread bytes. */
const unreadBytesLimit = 256 * 1024

/**
 * Streams a script as Chat Completions SSE. Encoded HTTP chunks are written directly to the socket,
 * because `response.write` needs three writes per token.
 */
export function streamScript(
  response: ServerResponse,
  script: Script,
  scheduler: Scheduler,
  options: StreamOptions,
): void {
  response.once('close', () => scheduled.cancel())
  const scheduled = scheduler.at(options.startedAt + script.connectMs, () => {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'transfer-encoding': 'chunked',
      'x-request-id': options.id,
    })
    response.flushHeaders()
    const { socket } = response
    if (socket) sendTokens(response, socket, script, scheduler, options)
    return null
  })
}

function sendTokens(
  response: ServerResponse,
  socket: Socket,
  script: Script,
  scheduler: Scheduler,
  options: StreamOptions,
) {
  const encoder = createEncoder(options)
  const cursor = { segment: 0, token: 0, sent: 0 }
  let started = false

  const run = (now: number): number | null => {
    if (socket.writableLength > unreadBytesLimit) return now + 10
    const elapsed = now - options.startedAt
    let text = ''
    let segment = script.segments[cursor.segment]
    while (segment && dueOf(segment, cursor.token) <= elapsed + 0.5) {
      if (
        script.failure &&
        isAnswer(script, cursor) &&
        cursor.token >= script.failure.afterTokens
      ) {
        if (text) socket.write(text)
        options.onBreak()
        breakOff(response, script.failure.mode, encoder)
        return null
      }
      if (!started) text += encoder.role()
      started = true
      if (segment.count > 0) text += encoder.delta(segment.deltas[cursor.token] ?? '{}')
      cursor.token += 1
      if (cursor.token >= segment.count) {
        cursor.segment += 1
        cursor.token = 0
        segment = script.segments[cursor.segment]
      }
    }
    if (!segment) text += encoder.end(script)
    if (text) socket.write(text)
    if (!segment) response.end()
    return segment ? options.startedAt + dueOf(segment, cursor.token) : null
  }

  const scheduled = scheduler.at(options.startedAt + nextDue(script), run)
  response.once('close', () => scheduled.cancel())
}

function nextDue(script: Script): number {
  const first = script.segments[0]
  return first ? dueOf(first, 0) : script.connectMs
}

function dueOf(segment: Segment, token: number): number {
  return segment.atMs + segment.gapMs * token
}

function isAnswer(script: Script, cursor: { segment: number }): boolean {
  return cursor.segment === script.segments.length - 1
}

function breakOff(
  response: ServerResponse,
  mode: NonNullable<Script['failure']>['mode'],
  encoder: Encoder,
) {
  if (mode === 'reset') response.socket?.resetAndDestroy()
  else if (mode === 'close') response.socket?.destroy()
  else if (mode === 'eof') response.end()
  else if (mode === 'error') {
    const error = { message: 'The simulator was asked to fail here.', type: 'server_error' }
    response.socket?.write(encoder.event(JSON.stringify({ error })))
    response.end()
  }
}

type Encoder = ReturnType<typeof createEncoder>

/** Encodes SSE events as HTTP chunks; the constant parts of a stream are encoded once. */
function createEncoder({ id, model, includeUsage }: StreamOptions) {
  const created = Math.floor(Date.now() / 1000)
  const head = `{"id":${JSON.stringify(id)},"object":"chat.completion.chunk","created":${created},"model":${JSON.stringify(model)},"system_fingerprint":"fp_simulator",`
  const usage = includeUsage ? ',"usage":null' : ''
  const before = `data: ${head}"choices":[{"index":0,"delta":`
  const after = `,"logprobs":null,"finish_reason":null}]${usage}}\n\n`
  const fixedBytes = Buffer.byteLength(before) + after.length

  const raw = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
  const event = (json: string) => raw(`data: ${json}\n\n`)
  const delta = (json: string) =>
    `${(fixedBytes + Buffer.byteLength(json)).toString(16)}\r\n${before}${json}${after}\r\n`

  return {
    event,
    delta,
    role: () => delta('{"role":"assistant","content":""}'),
    end({ finishReason, usage: counted }: Script) {
      const finish = event(
        `${head}"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"${finishReason}"}]${usage}}`,
      )
      const counts = includeUsage
        ? event(`${head}"choices":[],"usage":${JSON.stringify(usageBody(counted))}}`)
        : ''
      return `${finish}${counts}${event('[DONE]')}`
    },
  }
}

export function usageBody(usage: Script['usage']) {
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    total_tokens: usage.promptTokens + usage.completionTokens,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
  }
}
