import { setTimeout as wait } from 'node:timers/promises'
import { constants, gzipSync } from 'node:zlib'
import {
  chunk,
  complete,
  content,
  data,
  delta,
  done,
  type Fault,
  type FaultExpectation,
  finish,
  greetingPieces,
  plainStream,
} from './fault.ts'
import type { FaultResponse } from './fault-response.ts'
import {
  before,
  dripHeaders,
  flood,
  openStream,
  repeat,
  reset,
  sendBeginning,
  sendPlain,
  soFar,
} from './network-parts.ts'

type Row = [
  name: string,
  description: string,
  expected: FaultExpectation,
  respond: (response: FaultResponse) => Promise<void>,
]

const failed = (code: string, text?: string): FaultExpectation => ({
  outcome: 'error',
  code,
  ...(text !== undefined && { text }),
})

const rows: Row[] = [
  [
    'reset-before-headers',
    'the connection is reset before the headers, each time',
    failed('provider-reset'),
    async (response) => response.reset(),
  ],
  [
    'reset-before-headers-once',
    'reset before the headers, then an answer',
    complete,
    (response) => (response.attempt % 2 === 0 ? reset(response) : sendPlain(response)),
  ],
  [
    'close-before-headers',
    'the connection is closed before the headers, each time',
    failed('provider-reset'),
    async (response) => response.close(),
  ],
  [
    'reset-after-headers',
    'reset after the headers, before any token',
    failed('provider-reset'),
    async (response) => {
      openStream(response)
      await response.pause(20)
      response.reset()
    },
  ],
  [
    'reset-mid-stream',
    'reset after some text',
    failed('provider-reset', soFar),
    async (response) => {
      await sendBeginning(response)
      await response.pause(50)
      response.reset()
    },
  ],
  [
    'close-mid-gzip',
    'a body in gzip, closed at once after some text',
    failed('provider-reset', soFar),
    async (response) => {
      response.open({ 'content-type': 'text/event-stream', 'content-encoding': 'gzip' })
      const finishFlush = constants.Z_SYNC_FLUSH
      await response.write(gzipSync(before.join(''), { finishFlush }))
      response.close()
    },
  ],
  [
    'broken-chunk-size',
    'the size of an HTTP chunk is no number, after some text',
    failed('provider-bad-response', soFar),
    async (response) => {
      await sendBeginning(response)
      await response.writeRaw('zz\r\n')
      await response.hang()
    },
  ],
  [
    'close-mid-stream',
    'closed after some text, without the last HTTP chunk',
    failed('provider-reset', soFar),
    async (response) => {
      await sendBeginning(response)
      response.close()
    },
  ],
  [
    'close-after-finish',
    'closed without the last HTTP chunk, after finish_reason and [DONE]',
    complete,
    async (response) => {
      openStream(response)
      for (const part of plainStream) await response.write(part)
      response.close()
    },
  ],
  [
    'stale-keep-alive',
    'a full answer, then the kept-alive connection is closed at once',
    complete,
    async (response) => {
      const { socket } = response.exchange.request
      response.exchange.response.once('finish', () => socket.destroySoon())
      await sendPlain(response)
    },
  ],
  [
    'hang-before-headers',
    'headers never come',
    failed('deadline-connect'),
    (response) => response.hang(),
  ],
  [
    'drip-headers',
    'headers come a byte at a time, without end',
    failed('deadline-connect'),
    dripHeaders,
  ],
  [
    'hang-in-error-body',
    'status 401, whose words never end',
    failed('provider-auth'),
    async (response) => {
      response.open({ 'content-type': 'application/json' }, 401)
      await response.write('{"error":{"message":"Incorrect API key')
      await response.hang()
    },
  ],
  [
    'hang-after-headers',
    'headers, then nothing',
    failed('deadline-first-token'),
    async (response) => {
      openStream(response)
      await response.hang()
    },
  ],
  [
    'keepalive-only',
    'comments, but no token',
    failed('deadline-first-token'),
    (response) => repeat(response, [], ': keep-alive\n\n', 50),
  ],
  [
    'keepalive-after-finish',
    'comments for ever after finish_reason, without [DONE]',
    { outcome: 'complete', text: soFar },
    (response) => repeat(response, [...before, finish()], ': keep-alive\n\n', 50),
  ],
  [
    'error-body-broken-off',
    'an error with its words, whose body is reset before its end',
    { outcome: 'error', code: 'provider-auth', message: 'no right' },
    async (response) => {
      response.open({ 'content-type': 'application/json', 'content-length': 999 }, 401)
      await response.write('{"error":{"message":"no right"}}')
      await response.pause(50)
      response.close()
    },
  ],
  [
    'role-only',
    'role-only chunks, but no token',
    failed('deadline-first-token'),
    (response) => repeat(response, [], delta({ role: 'assistant', content: '' }), 50),
  ],
  [
    'stall-between-tokens',
    'some text, then nothing',
    failed('deadline-between-tokens', soFar),
    async (response) => {
      await sendBeginning(response)
      await response.hang()
    },
  ],
  [
    'stall-in-doubt',
    'some text that ends like the beginning of a tag, then nothing',
    failed('deadline-between-tokens', `${soFar} 1 <thi`),
    async (response) => {
      await sendBeginning(response)
      await response.write(content(' 1 <thi'))
      await response.hang()
    },
  ],
  [
    'finish-in-each-chunk',
    'finish_reason "stop" in each chunk, and more than two seconds between two of them',
    complete,
    async (response) => {
      openStream(response)
      for (const [index, text] of greetingPieces.entries()) {
        await response.write(data(chunk({ delta: { content: text }, finish_reason: 'stop' })))
        if (index === 1) await wait(2_200, undefined, { signal: response.left })
      }
      await response.write(done)
      response.end()
    },
  ],
  [
    'keepalive-between-tokens',
    'some text, then only comments',
    failed('deadline-between-tokens', soFar),
    (response) => repeat(response, before, ': keep-alive\n\n', 50),
  ],
  [
    'drip-bytes',
    'some text, then a chunk that grows by a byte at a time and never ends',
    failed('deadline-between-tokens', soFar),
    (response) => repeat(response, [...before, content('@').slice(0, -8)], 'a', 50),
  ],
  [
    'slow-drip',
    'a token every 100 ms, without end',
    failed('deadline-total'),
    (response) => repeat(response, [], content('drip '), 100),
  ],
  [
    'endless-output',
    'text as fast as it is read, without end',
    failed('output-cap'),
    (response) => flood(response, [], content('on and '.repeat(500))),
  ],
  [
    'endless-reasoning',
    'reasoning as fast as it is read, without end',
    failed('output-cap'),
    (response) => flood(response, [], delta({ reasoning_content: 'hm, '.repeat(1_000) })),
  ],
  [
    'endless-line',
    'one line that never ends',
    failed('output-cap'),
    (response) => flood(response, ['data: {"choices":[{"delta":{"content":"'], 'a'.repeat(4_096)),
  ],
  [
    'endless-comments',
    'comments as fast as they are read, without end',
    failed('deadline-first-token'),
    (response) => flood(response, [], ': wait\n\n'.repeat(500)),
  ],
  [
    'late-finish',
    'two seconds between the last text and finish_reason',
    { outcome: 'complete', text: soFar },
    async (response) => {
      await sendBeginning(response)
      await response.pause(2_000)
      await response.write(finish())
      response.end()
    },
  ],
]

export const networkFaults: Fault[] = rows.map(([name, description, expected, respond]) => ({
  name,
  group: 'network',
  description,
  expected,
  respond,
}))
