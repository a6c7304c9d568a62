import {
  complete,
  content,
  done,
  type Fault,
  type FaultExpectation,
  finish,
  greeting,
  greetingPieces,
  streamFault,
} from './fault.ts'

const answer = greetingPieces.map(content)

type Row = [name: string, description: string, expected: FaultExpectation, parts: string[]]

const cutOff = { outcome: 'partial', text: greeting, reason: 'cut-off' } as const

const rows: Row[] = [
  ['no-done', 'ends after finish_reason, without [DONE]', complete, [...answer, finish()]],
  [
    'no-final-newline',
    '[DONE] without a line feed',
    complete,
    [...answer, finish(), 'data: [DONE]'],
  ],
  [
    'no-final-newline-finish',
    'the chunk with finish_reason is last and has no line feed',
    complete,
    [...answer, finish().trimEnd()],
  ],
  [
    'single-final-newline',
    '[DONE] with one line feed, no blank line',
    complete,
    [...answer, finish(), 'data: [DONE]\n'],
  ],
  [
    'done-with-spaces',
    '[DONE] with spaces around it',
    complete,
    [...answer, finish(), 'data:  [DONE] \n\n'],
  ],
  [
    'done-then-data',
    'text and an error after [DONE]',
    complete,
    [
      ...answer,
      finish(),
      done,
      content(' More.'),
      'data: {"error":{"message":"late"}}\n\n',
      'junk',
    ],
  ],
  [
    'done-then-data-same-packet',
    'text after [DONE] in one packet with it',
    complete,
    [...answer, finish() + done + content(' More.') + done],
  ],
  ['done-without-finish', '[DONE] without any finish_reason', complete, [...answer, done]],
  ['eof-without-finish', 'a clean end without finish_reason and [DONE]', cutOff, answer],
  [
    'eof-inside-event',
    'a clean end inside a chunk',
    cutOff,
    [...answer, content(' never complete').slice(0, 60)],
  ],
  [
    'finish-length',
    'finish_reason "length"',
    { outcome: 'partial', text: greeting, reason: 'length' },
    [...answer, finish('length'), done],
  ],
  [
    'finish-content-filter',
    'finish_reason "content_filter"',
    { outcome: 'partial', text: greeting, reason: 'content-filter' },
    [...answer, finish('content_filter'), done],
  ],
  [
    'finish-length-then-stop',
    'finish_reason "length", and "stop" behind it',
    { outcome: 'partial', reason: 'length', text: greeting },
    [...answer, finish('length'), finish('stop'), done],
  ],
  [
    'finish-hyphen',
    'finish_reason "content-filter"',
    { outcome: 'partial', reason: 'content-filter', text: greeting },
    [...answer, finish('content-filter'), done],
  ],
  [
    'finish-unknown',
    'a finish_reason of its own, "eos_token"',
    complete,
    [...answer, finish('eos_token'), done],
  ],
  [
    'finish-with-text',
    'the last text in the chunk with finish_reason',
    complete,
    [
      ...greetingPieces.slice(0, -1).map(content),
      finish().replace('"delta":{}', `"delta":{"content":"${greetingPieces.at(-1)}"}`),
      done,
    ],
  ],
  [
    'text-after-finish',
    'text after the chunk with finish_reason',
    { outcome: 'complete', text: `${greeting} And more.` },
    [...answer, finish(), content(' And more.'), done],
  ],
]

export const endingFaults: Fault[] = [
  ...rows.map(([name, description, expected, parts]) =>
    streamFault({ name, group: 'ending', description, expected, parts }),
  ),
  {
    name: 'open-after-finish',
    group: 'ending',
    description: 'finish_reason, then nothing, and no end',
    expected: complete,
    async respond(response) {
      response.open({ 'content-type': 'text/event-stream' })
      for (const part of [...answer, finish()]) await response.write(part)
      await response.hang()
    },
  },
  {
    name: 'open-after-done',
    group: 'ending',
    description: 'the connection stays open after [DONE]',
    expected: complete,
    async respond(response) {
      response.open({ 'content-type': 'text/event-stream' })
      for (const part of [...answer, finish(), done]) await response.write(part)
      await response.hang()
    },
  },
  {
    name: 'keepalive-after-done',
    group: 'ending',
    description: 'comments go on after [DONE]',
    expected: complete,
    async respond(response) {
      response.open({ 'content-type': 'text/event-stream' })
      for (const part of [...answer, finish(), done]) await response.write(part)
      while (true) {
        await response.write(': keep-alive\n\n')
        await response.pause(50)
      }
    },
  },
  {
    name: 'close-delimited',
    group: 'ending',
    description: 'a body without length or chunks, ended by the connection',
    expected: complete,
    async respond(response) {
      await response.writeRaw('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n')
      for (const part of [...answer, finish(), done]) await response.writeRaw(part)
      response.close()
    },
  },
]
