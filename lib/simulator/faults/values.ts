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
  greeting,
  greetingPieces,
  streamFault,
} from './fault.ts'

type Row = [name: string, description: string, expected: FaultExpectation, parts: string[]]

const ending = [finish(), done]
const textIs = (text: string): FaultExpectation => ({ outcome: 'complete', text })

/** A chunk whose content is this JSON string; its escapes are sent unchanged. */
const escaped = (json: string) => data(chunk({ delta: { content: '@' } }).replace('"@"', json))

const rows: Row[] = [
  [
    'content-number',
    'content is a number',
    textIs('It is 42.'),
    ['It is ', 42, '.'].map(content).concat(ending),
  ],
  [
    'content-parts',
    'content is an array of text parts',
    complete,
    [...greetingPieces.map((text) => content([{ type: 'text', text }])), ...ending],
  ],
  [
    'surrogates-split',
    "an emoji's halves in two chunks",
    textIs('On 😀 we go.'),
    [content('On '), escaped('"\\ud83d"'), escaped('"\\ude00 we go."'), ...ending],
  ],
  [
    'surrogates-split-apart',
    "an emoji's halves with other chunks in between",
    textIs('On 😀 we go.'),
    [
      escaped('"On \\ud83d"'),
      delta({}),
      ': keep-alive\n\n',
      escaped('"\\ude00 we go."'),
      ...ending,
    ],
  ],
  [
    'null-character',
    'U+0000 in the text',
    textIs('before after'),
    [escaped('"before\\u0000 after"'), ...ending],
  ],
  [
    'lone-surrogate',
    'half an emoji in the middle and at the end',
    textIs('a\uFFFDb\uFFFD'),
    [escaped('"a\\ud83d"'), escaped('"b\\ude00"'), ...ending],
  ],
  [
    'lone-surrogate-last',
    'half an emoji is the last there is',
    textIs('a\uFFFD'),
    [escaped('"a\\ud83d"'), ...ending],
  ],
  [
    'escapes',
    'escaped quotes, slashes, tabs and characters',
    textIs('"a"\\/\t\n\u4f60\u{1f600}'),
    [escaped('"\\"a\\"\\\\\\/\\t\\n\\u4f60\\ud83d\\ude00"'), ...ending],
  ],
  [
    'spaced-json',
    'JSON with spaces and fields in another order',
    complete,
    [
      ...greetingPieces.map((text) =>
        data(
          `{ "choices" : [ { "finish_reason" : null, "delta" : { "content" : ${JSON.stringify(text)} , "role" : "assistant" } , "index" : 0 } ] , "id" : "1" }`,
        ),
      ),
      ...ending,
    ],
  ],
  [
    'content-looks-like-json',
    'text that looks like chunks, [DONE] and errors',
    textIs('data: [DONE] {"error":{"message":"x"}} "content":"y" \\"finish_reason\\":\\"stop\\"'),
    [
      content('data: [DONE] {"error":{"message":"x"}} '),
      content('"content":"y" \\"finish_reason\\":\\"stop\\"'),
      ...ending,
    ],
  ],
  [
    'whitespace-only',
    'chunks of spaces and line feeds',
    textIs('  \n\na \n '),
    ['  ', '\n\n', 'a', ' \n', ' '].map(content).concat(ending),
  ],
]

const message = { role: 'assistant', content: greeting }
const completion = JSON.stringify({
  id: 'chatcmpl-fault',
  object: 'chat.completion',
  choices: [{ index: 0, message, finish_reason: 'stop' }],
  usage: { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 },
})
const counted = { ...complete, usage: { inputTokens: 7, outputTokens: 5 } }

export const valueFaults: Fault[] = [
  ...rows.map(([name, description, expected, parts]) =>
    streamFault({ name, group: 'shape', description, expected, parts }),
  ),
  streamFault({
    name: 'json-completion',
    group: 'shape',
    description: 'one JSON completion though a stream was asked for',
    expected: counted,
    parts: [completion],
    type: 'application/json',
  }),
  streamFault({
    name: 'json-completion-pretty',
    group: 'shape',
    description: 'one indented JSON completion in two packets',
    expected: counted,
    parts: JSON.stringify(JSON.parse(completion), null, 2).match(/.{1,150}/gs) ?? [],
    type: 'application/json; charset=utf-8',
  }),
  streamFault({
    name: 'json-completion-as-stream',
    group: 'shape',
    description: 'one JSON completion called text/event-stream',
    expected: counted,
    parts: [completion],
  }),
]
