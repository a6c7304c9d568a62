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
import type { FaultStage } from './fault-stage.ts'
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
  respond: (stage: FaultStage) => Promise<void>,
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
    async (stage) => stage.reset(),
  ],
  [
    'reset-before-headers-once',
    'reset before the headers, then an answer',
    complete,
    (stage) => (stage.attempt % 2 === 0 ? reset(stage) : sendPlain(stage)),
  ],
  [
    'close-before-headers',
    'the connection is closed before the headers, each time',
    failed('provider-reset'),
    async (stage) => stage.close(),
  ],
  [
    'reset-after-headers',
    'reset after the headers, before any token',
    failed('provider-reset'),
    async (stage) => {
      openStream(stage)
      await stage.pause(20)
      stage.reset()
    },
  ],
  [
    'reset-mid-stream',
    'reset after some text',
    failed('provider-reset', soFar),
    async (stage) => {
      await sendBeginning(stage)
      await stage.pause(50)
      stage.reset()
    },
  ],
  [
    'close-mid-gzip',
    'a body in gzip, closed at once after some text',
    failed('provider-reset', soFar),
    async (stage) => {
      stage.open({ 'content-type': 'text/event-stream', 'content-encoding': 'gzip' })
      const finishFlush = constants.Z_SYNC_FLUSH
      await stage.write(gzipSync(before.join(''), { finishFlush }))
      stage.close()
    },
  ],
  [
    'broken-chunk-size',
    'the size of an HTTP chunk is no number, after some text',
    failed('provider-bad-response', soFar),
    async (stage) => {
      await sendBeginning(stage)
      await stage.writeRaw('zz\r\n')
      await stage.hang()
    },
  ],
  [
    'close-mid-stream',
    'closed after some text, without the last HTTP chunk',
    failed('provider-reset', soFar),
    async (stage) => {
      await sendBeginning(stage)
      stage.close()
    },
  ],
  [
    'close-after-finish',
    'closed without the last HTTP chunk, after finish_reason and [DONE]',
    complete,
    async (stage) => {
      openStream(stage)
      for (const part of plainStream) await stage.write(part)
      stage.close()
    },
  ],
  [
    'stale-keep-alive',
    'a full answer, then the kept-alive connection is closed at once',
    complete,
    async (stage) => {
      const { socket } = stage.exchange.request
      stage.exchange.response.once('finish', () => socket.destroySoon())
      await sendPlain(stage)
    },
  ],
  [
    'hang-before-headers',
    'headers never come',
    failed('deadline-connect'),
    (stage) => stage.hang(),
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
    async (stage) => {
      stage.open({ 'content-type': 'application/json' }, 401)
      await stage.write('{"error":{"message":"Incorrect API key')
      await stage.hang()
    },
  ],
  [
    'hang-after-headers',
    'headers, then nothing',
    failed('deadline-first-token'),
    async (stage) => {
      openStream(stage)
      await stage.hang()
    },
  ],
  [
    'keepalive-only',
    'comments, but no token',
    failed('deadline-first-token'),
    (stage) => repeat(stage, [], ': keep-alive\n\n', 50),
  ],
  [
    'keepalive-after-finish',
    'comments for ever after finish_reason, without [DONE]',
    { outcome: 'complete', text: soFar },
    (stage) => repeat(stage, [...before, finish()], ': keep-alive\n\n', 50),
  ],
  [
    'error-body-broken-off',
    'an error with its words, whose body is reset before its end',
    { outcome: 'error', code: 'provider-auth', message: 'no right' },
    async (stage) => {
      stage.open({ 'content-type': 'application/json', 'content-length': 999 }, 401)
      await stage.write('{"error":{"message":"no right"}}')
      await stage.pause(50)
      stage.close()
    },
  ],
  [
    'role-only',
    'role-only chunks, but no token',
    failed('deadline-first-token'),
    (stage) => repeat(stage, [], delta({ role: 'assistant', content: '' }), 50),
  ],
  [
    'stall-between-tokens',
    'some text, then nothing',
    failed('deadline-between-tokens', soFar),
    async (stage) => {
      await sendBeginning(stage)
      await stage.hang()
    },
  ],
  [
    'stall-in-doubt',
    'some text that ends like the beginning of a tag, then nothing',
    failed('deadline-between-tokens', `${soFar} 1 <thi`),
    async (stage) => {
      await sendBeginning(stage)
      await stage.write(content(' 1 <thi'))
      await stage.hang()
    },
  ],
  [
    'finish-in-each-chunk',
    'finish_reason "stop" in each chunk, and more than two seconds between two of them',
    complete,
    async (stage) => {
      openStream(stage)
      for (const [index, text] of greetingPieces.entries()) {
        await stage.write(data(chunk({ delta: { content: text }, finish_reason: 'stop' })))
        if (index === 1) await wait(2_200, undefined, { signal: stage.left })
      }
      await stage.write(done)
      stage.end()
    },
  ],
  [
    'keepalive-between-tokens',
    'some text, then only comments',
    failed('deadline-between-tokens', soFar),
    (stage) => repeat(stage, before, ': keep-alive\n\n', 50),
  ],
  [
    'drip-bytes',
    'some text, then a chunk that grows by a byte at a time and never ends',
    failed('deadline-between-tokens', soFar),
    (stage) => repeat(stage, [...before, content('@').slice(0, -8)], 'a', 50),
  ],
  [
    'slow-drip',
    'a token every 100 ms, without end',
    failed('deadline-total'),
    (stage) => repeat(stage, [], content('drip '), 100),
  ],
  [
    'endless-output',
    'text as fast as it is read, without end',
    failed('output-cap'),
    (stage) => flood(stage, [], content('on and '.repeat(500))),
  ],
  [
    'endless-reasoning',
    'reasoning as fast as it is read, without end',
    failed('output-cap'),
    (stage) => flood(stage, [], delta({ reasoning_content: 'hm, '.repeat(1_000) })),
  ],
  [
    'endless-line',
    'one line that never ends',
    failed('output-cap'),
    (stage) => flood(stage, ['data: {"choices":[{"delta":{"content":"'], 'a'.repeat(4_096)),
  ],
  [
    'endless-comments',
    'comments as fast as they are read, without end',
    failed('deadline-first-token'),
    (stage) => flood(stage, [], ': wait\n\n'.repeat(500)),
  ],
  [
    'late-finish',
    'two seconds between the last text and finish_reason',
    { outcome: 'complete', text: soFar },
    async (stage) => {
      await sendBeginning(stage)
      await stage.pause(2_000)
      await stage.write(finish())
      stage.end()
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
