import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib'
import {
  chunk,
  complete,
  content,
  data,
  done,
  type Fault,
  type FaultExpectation,
  finish,
  greeting,
  greetingPieces,
  plainStream,
  streamFault,
} from './fault.ts'

/** Well-formed chunks in non-standard framing, and errors in unusual places. */

const failed = (code: string, message: string, text = ''): FaultExpectation => ({
  outcome: 'error',
  code,
  message,
  text,
})
const words = 'The flux capacitor is overloaded'

const answer = greetingPieces.map(content)
const ending = [finish(), done]
const chunks = [
  ...greetingPieces.map((text) => chunk({ delta: { content: text } })),
  chunk({ delta: {}, finish_reason: 'stop' }),
]

type Row = [name: string, description: string, expected: FaultExpectation, parts: string[]]

const framings: Row[] = [
  ['done-lower-case', '[done]', complete, [...answer, data('[done]')]],
  ['done-quoted', '"[DONE]"', complete, [...answer, data('"[DONE]"')]],
  ['done-bare', '[DONE] without data:', complete, [...answer, '[DONE]\n\n']],
  [
    'done-same-line',
    '[DONE] behind the last chunk',
    complete,
    [...answer, data(`${chunks.at(-1)}[DONE]`)],
  ],
  [
    'data-words',
    'words between the chunks',
    complete,
    [data('PROCESSING'), ...answer, data('bye'), ...ending],
  ],
  [
    'broken-after-finish',
    'a broken line after finish_reason',
    complete,
    [...answer, finish(), data('{"cho'), done],
  ],
  [
    'words-only',
    'words instead of the end',
    failed('provider-bad-response', words, greeting),
    [...answer, data(words)],
  ],
  [
    'event-error-words',
    'event: error with words; the connection stays open',
    failed('provider-bad-response', words, greeting),
    [...answer, `event: error\n${data(words)}`, ...answer],
  ],
  ['chunks-in-one-line', 'all chunks in one data line', complete, [data(chunks.join(''))]],
  [
    'chunks-glued',
    'no line feeds at all',
    complete,
    [...chunks, '[DONE]'].map((json) => `data: ${json}`),
  ],
  ['trailing-comma', 'a comma behind each chunk', complete, chunks.map((json) => data(`${json},`))],
  [
    'bom-each-event',
    'a byte order mark before each event',
    complete,
    plainStream.map((event) => `\uFEFF${event}`),
  ],
  [
    'upper-case-field',
    'DATA: instead of data:',
    complete,
    plainStream.map((event) => event.replace('data', 'DATA')),
  ],
  [
    'space-before-colon',
    'a space on either side of "data"',
    complete,
    plainStream.map((event) => event.replace('data', ' data ')),
  ],
  [
    'data-twice',
    'data: twice in each line',
    complete,
    plainStream.map((event) => `data: ${event}`),
  ],
  ['lines-of-json', 'a chunk per line, no data:', complete, chunks.map((json) => `${json}\n`)],
  ['json-without-lines', 'chunks without anything between', complete, chunks],
  [
    'json-sequence',
    'chunks between record separators',
    complete,
    chunks.map((json) => `\x1e${json}\n`),
  ],
  ['json-array', 'one array of all chunks', complete, [`[${chunks.join(',')}]`]],
  ['json-array-lines', 'an array with a chunk per line', complete, [`[${chunks.join(',\n')}]`]],
]

const errors: Row[] = [
  [
    'error-in-choice',
    'the error within the choice',
    failed('provider-error', words, greeting),
    [
      ...answer,
      data(chunk({ delta: {}, error: { message: words }, finish_reason: 'error' })),
      done,
    ],
  ],
  [
    'error-true',
    'the error is true, its words stand beside it',
    failed('provider-error', words, greeting),
    [...answer, data(JSON.stringify({ error: true, message: words })), done],
  ],
  [
    'error-list-in-stream',
    'a list of errors',
    failed('provider-error', words, greeting),
    [...answer, data(JSON.stringify({ errors: [{ message: words }] })), done],
  ],
  [
    'error-too-deep',
    'an error within 50,000 others',
    failed('provider-error', 'no details'),
    [data(`{"error":${'{"error":'.repeat(50_000)}""${'}'.repeat(50_000)}}`)],
  ],
]

const encodings = [
  ['deflate-raw', 'deflate', deflateRawSync],
  ['gzip-and-brotli', 'gzip, br', (bytes: Buffer) => brotliCompressSync(gzipSync(bytes))],
] as const

export const wrappingFaults: Fault[] = [
  ...[...framings, ...errors].map(([name, description, expected, parts]) =>
    streamFault({ name, group: 'dialects', description, expected, parts }),
  ),
  ...encodings.map(([name, encoding, encode]) => ({
    name,
    group: 'dialects' as const,
    description: `the body in ${encoding === 'deflate' ? 'deflate without zlib’s header' : encoding}`,
    expected: complete,
    async respond(response: Parameters<Fault['respond']>[0]) {
      response.open({ 'content-type': 'text/event-stream', 'content-encoding': encoding })
      await response.write(encode(Buffer.from(plainStream.join(''))))
      response.end()
    },
  })),
  {
    name: 'continue',
    group: 'dialects',
    description: '100 Continue, twice, and 103 Early Hints, though nobody asked',
    expected: complete,
    async respond(response) {
      await response.writeRaw('HTTP/1.1 100 Continue\r\n\r\n'.repeat(2))
      response.exchange.response.writeEarlyHints({ link: '</a.css>; rel=preload' })
      response.open({ 'content-type': 'text/event-stream' })
      for (const part of plainStream) await response.write(part)
      response.end()
    },
  },
]
