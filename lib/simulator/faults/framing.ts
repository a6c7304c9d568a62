import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { complete, content, done, type Fault, finish, plainStream, streamFault } from './fault.ts'

const text = plainStream.join('')
const bytes = Buffer.from(text)

/** Name, description, and the parts that are sent as separate packets. */
type Row = [name: string, description: string, parts: (string | Uint8Array)[], type?: string | null]

const rows: Row[] = [
  ['split-utf8', 'packets end inside UTF-8 characters', splitInsideCharacters(bytes)],
  ['split-every-byte', 'one byte in each packet', [...bytes].map((byte) => Uint8Array.of(byte))],
  ['split-crlf', 'packets end between CR and LF', withLineEnds('\r\n').split(/(?<=\r)/)],
  ['split-line', 'packets end inside lines', text.match(/.{1,17}/gs) ?? []],
  ['crlf', 'lines end with CRLF', [withLineEnds('\r\n')]],
  ['cr-only', 'lines end with a bare CR', [withLineEnds('\r')]],
  [
    'cr-only-packets',
    'bare CR, one event per packet',
    plainStream.map((e) => e.replaceAll('\n', '\r')),
  ],
  ['mixed-line-ends', 'CR, LF and CRLF take turns', mixLineEnds()],
  [
    'comments',
    'comments between the events',
    plainStream.flatMap((e) => [': OPENROUTER PROCESSING\n\n', e]),
  ],
  [
    'comment-inside-event',
    'a comment line before each data line',
    plainStream.map((e) => `:\n${e}`),
  ],
  [
    'keep-alives',
    'empty comments and blank lines',
    plainStream.flatMap((e) => [':\n\n', '\n\n', e]),
  ],
  ['no-space', 'no space after "data:"', plainStream.map((e) => e.replace('data: ', 'data:'))],
  ['event-fields', 'event, id and retry lines', plainStream.map(withEventFields)],
  [
    'unknown-fields',
    'lines without a colon, unknown fields',
    plainStream.map((e) => `foo\nbar: 1\n${e}`),
  ],
  ['multi-line-data', 'one event over several data lines', plainStream.map(overSeveralLines)],
  ['bom', 'a byte order mark first', [`\uFEFF${text}`]],
  ['bom-split', 'a byte order mark in three packets', splitFirstBytes(`\uFEFF${text}`)],
  ['one-write', 'the whole stream in one packet', [text]],
  ['wrong-content-type', 'text/plain instead of text/event-stream', plainStream, 'text/plain'],
  ['json-content-type', 'an event stream called application/json', plainStream, 'application/json'],
  ['no-content-type', 'no content type', plainStream, null],
]

const megabyte = 'Lumos 光 '.repeat(120_000)
const tinyPieces = Array.from({ length: 20_000 }, (_, index) => `${index % 10}`)

export const framingFaults: Fault[] = [
  ...rows.map(([name, description, parts, type]) =>
    streamFault({ name, group: 'framing', description, expected: complete, parts, type }),
  ),
  compressed('gzip', 'gzip', gzipSync(bytes)),
  compressed('deflate', 'deflate', deflateSync(bytes)),
  compressed('brotli', 'br', brotliCompressSync(bytes)),
  streamFault({
    name: 'megabyte-delta',
    group: 'framing',
    description: 'more than 1 MB in one delta',
    expected: { outcome: 'complete', text: megabyte },
    parts: [content(megabyte), finish(), done],
  }),
  streamFault({
    name: 'tiny-chunks',
    group: 'framing',
    description: '20,000 chunks of one character',
    expected: { outcome: 'complete', text: tinyPieces.join('') },
    parts: inGroups(tinyPieces.map(content), 25).concat(finish(), done),
  }),
]

function compressed(name: string, encoding: string, body: Uint8Array): Fault {
  return {
    name,
    group: 'framing',
    description: `the body in ${encoding}, though nobody asked`,
    expected: complete,
    async respond(response) {
      response.open({ 'content-type': 'text/event-stream', 'content-encoding': encoding })
      await response.write(body.subarray(0, 20))
      await response.write(body.subarray(20))
      response.end()
    },
  }
}

function splitInsideCharacters(whole: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = []
  let from = 0
  whole.forEach((byte, index) => {
    if ((byte & 0xc0) !== 0x80 || index === from) return
    parts.push(whole.subarray(from, index))
    from = index
  })
  return [...parts, whole.subarray(from)]
}

function splitFirstBytes(whole: string): Uint8Array[] {
  const all = Buffer.from(whole)
  return [all.subarray(0, 1), all.subarray(1, 2), all.subarray(2, 4), all.subarray(4)]
}

function withLineEnds(lineEnd: string): string {
  return text.replaceAll('\n', lineEnd)
}

function mixLineEnds(): string[] {
  const ends = ['\r', '\n', '\r\n'] as const
  return plainStream.map((event, index) => event.replaceAll('\n', ends[index % 3] ?? '\n'))
}

function withEventFields(event: string, index: number): string {
  return `event: message\nid: ${index}\nretry: 3000\n${event}`
}

/**
 * Splits the JSON after commas between fields, where the line feed that joins the lines is valid.
 */
function overSeveralLines(event: string): string {
  return event.replaceAll(/,"(object|created|choices)"/g, ',\ndata: "$1"')
}

function inGroups(parts: string[], size: number): string[] {
  return Array.from({ length: Math.ceil(parts.length / size) }, (_, index) =>
    parts.slice(index * size, (index + 1) * size).join(''),
  )
}
