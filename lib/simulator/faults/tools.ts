import type { JsonObject } from '../chat-request.ts'
import { isObject } from '../chat-request.ts'
import {
  chunk,
  content,
  data,
  delta,
  done,
  type Fault,
  type FaultExpectation,
  finish,
  plainStream,
} from './fault.ts'
import type { FaultResponse } from './fault-response.ts'

/**
 * Tool faults call `get_time` with `{"zone":"Europe/Berlin"}`. When the conversation ends with tool
 * results they answer with the plain greeting, except for the endless loop.
 */
const name = 'get_time'
const input = { zone: 'Europe/Berlin' }
const json = JSON.stringify(input)
const halves = [json.slice(0, 9), json.slice(9)] as const

const calls = (...list: JsonObject[]) => delta({ tool_calls: list })
const opened = (more: JsonObject, args: unknown = '') => ({
  index: 0,
  id: 'call_1',
  type: 'function',
  ...more,
  function: { name, arguments: args, ...(isObject(more.function) ? more.function : {}) },
})
const more = (args: unknown, fields: JsonObject = { index: 0 }) => ({
  ...fields,
  function: { arguments: args },
})
const ending = [finish('tool_calls'), done]
const once: FaultExpectation = { outcome: 'complete', toolCalls: [{ name, input }] }
const withInput = (value: unknown): FaultExpectation => ({
  outcome: 'complete',
  toolCalls: [{ name, input: value }],
})
const twice: FaultExpectation = {
  outcome: 'complete',
  toolCalls: [
    { name, input },
    { name, input: { zone: 'Asia/Shanghai' } },
  ],
}
const secondJson = '{"zone":"Asia/Shanghai"}'
const second = (args: unknown) => ({
  index: 1,
  id: 'call_2',
  type: 'function',
  function: { name, arguments: args },
})

type Row = [name: string, description: string, expected: FaultExpectation, parts: string[]]

const rows: Row[] = [
  ['tool-call', 'a well-formed call in one chunk', once, [calls(opened({}, json)), ...ending]],
  [
    'tool-args-split',
    'arguments a character per chunk',
    once,
    [calls(opened({})), ...[...json].map((piece) => calls(more(piece))), ...ending],
  ],
  [
    'tool-args-no-index',
    'no index in any chunk',
    once,
    [
      calls({ id: 'call_1', type: 'function', function: { name, arguments: halves[0] } }),
      calls(more(halves[1], {})),
      ...ending,
    ],
  ],
  [
    'tool-no-id',
    'no id at all',
    once,
    [
      calls({ index: 0, function: { name, arguments: halves[0] } }),
      calls(more(halves[1])),
      ...ending,
    ],
  ],
  [
    'tool-args-repeated',
    'the last chunk repeats the whole arguments',
    once,
    [calls(opened({}, halves[0])), calls(more(halves[1])), calls(opened({}, json)), ...ending],
  ],
  [
    'tool-call-repeated',
    'the whole call comes twice',
    once,
    [calls(opened({}, json)), calls(opened({}, json)), ...ending],
  ],
  [
    'tool-name-repeated',
    'the name and id in each chunk',
    once,
    [calls(opened({}, halves[0])), calls(opened({}, halves[1])), ...ending],
  ],
  ['tool-args-object', 'arguments are an object', once, [calls(opened({}, input)), ...ending]],
  ['tool-args-empty', 'arguments are empty', withInput({}), [calls(opened({}, '')), ...ending]],
  ['tool-args-null', 'arguments are null', withInput({}), [calls(opened({}, null)), ...ending]],
  [
    'tool-args-bad-json',
    'arguments are broken JSON',
    withInput(undefined),
    [calls(opened({}, '{"zone": "Europe/Ber')), ...ending],
  ],
  [
    'tool-calls-parallel',
    'two calls, one after the other',
    twice,
    [calls(opened({}, json)), calls(second(secondJson)), ...ending],
  ],
  [
    'tool-calls-parallel-one-chunk',
    'two calls in one chunk',
    twice,
    [calls(opened({}, json), second(secondJson)), ...ending],
  ],
  [
    'tool-calls-interleaved',
    'the arguments of two calls take turns',
    twice,
    [
      calls(opened({}, halves[0])),
      calls(second(secondJson.slice(0, 7))),
      calls(more(halves[1])),
      calls(more(secondJson.slice(7), { index: 1 })),
      ...ending,
    ],
  ],
  [
    'tool-calls-same-index',
    'two calls, both with index 0, told apart by id',
    twice,
    [calls(opened({}, json)), calls({ ...second(secondJson), index: 0 }), ...ending],
  ],
  [
    'tool-calls-same-id',
    'two calls with one id, told apart by index',
    twice,
    [calls(opened({}, json)), calls({ ...second(secondJson), id: 'call_1' }), ...ending],
  ],
  [
    'tool-args-empty-object-first',
    'an empty object before the pieces of the arguments',
    once,
    [calls(opened({}, '{}')), ...halves.map((half) => calls(more(half))), ...ending],
  ],
  [
    'tool-args-cumulative',
    'each chunk repeats all arguments so far',
    once,
    [calls(opened({})), ...[...json].map((_, at) => calls(more(json.slice(0, at + 1)))), ...ending],
  ],
  [
    'tool-index-late',
    'the first chunk has no index, the others do',
    once,
    [
      calls({ id: 'call_1', function: { name, arguments: halves[0] } }),
      calls(more(halves[1])),
      ...ending,
    ],
  ],
  [
    'tool-unknown',
    'a tool that nobody offered',
    { outcome: 'complete', toolCalls: [{ name: 'launch_rocket', input: {} }] },
    [calls(opened({ function: { name: 'launch_rocket' } }, '{}')), ...ending],
  ],
  [
    'tool-finish-stop',
    'finish_reason "stop" although a tool is called',
    once,
    [calls(opened({}, json)), finish('stop'), done],
  ],
  [
    'tool-with-text',
    'text before the call',
    { ...once, text: 'Let me look.' },
    [content('Let me '), content('look.'), calls(opened({}, json)), ...ending],
  ],
  [
    'tool-call-in-message',
    'the call in message instead of delta',
    once,
    [data(JSON.stringify(messageWithCall())), done],
  ],
]

const oddRows: Row[] = [
  [
    'tool-function-call',
    'function_call, as it was before tools',
    once,
    [
      delta({ function_call: { name, arguments: halves[0] } }),
      delta({ function_call: { arguments: halves[1] } }),
      finish('function_call'),
      done,
    ],
  ],
  [
    'tool-function-call-in-message',
    'function_call in message',
    once,
    [
      data(
        JSON.stringify({
          choices: [
            {
              message: { function_call: { name, arguments: json } },
              finish_reason: 'function_call',
            },
          ],
        }),
      ),
      done,
    ],
  ],
  [
    'tool-calls-object',
    'tool_calls is one object',
    once,
    [delta({ tool_calls: opened({}, json) }), ...ending],
  ],
  [
    'tool-call-flat',
    'name and arguments without function',
    once,
    [calls({ index: 0, id: 'call_1', name, arguments: json }), ...ending],
  ],
  [
    'tool-calls-in-choice',
    'tool_calls beside the delta',
    once,
    [data(chunk({ delta: {}, tool_calls: [opened({}, json)] })), ...ending],
  ],
  [
    'tool-name-split',
    'the name in two chunks',
    once,
    [
      calls({ index: 0, id: 'call_1', function: { name: 'get_', arguments: '' } }),
      calls({ index: 0, function: { name: 'time', arguments: json } }),
      ...ending,
    ],
  ],
]

export const toolFaults: Fault[] = [
  ...[...rows, ...oddRows].map(([faultName, description, expected, parts]) => ({
    name: faultName,
    group: 'tools' as const,
    description,
    expected,
    respond: (response: FaultResponse) =>
      send(response, hasToolResult(response) ? plainStream : parts),
  })),
  {
    name: 'tool-endless-loop',
    group: 'tools',
    description: 'calls a tool again whatever comes back',
    expected: once,
    respond: (response) => send(response, [calls(opened({}, json)), ...ending]),
  },
]

async function send(response: FaultResponse, parts: readonly string[]) {
  response.open({ 'content-type': 'text/event-stream' })
  for (const part of parts) await response.write(part)
  response.end()
}

function hasToolResult(response: FaultResponse): boolean {
  const { body } = response.exchange
  const messages = isObject(body) && Array.isArray(body.messages) ? body.messages : []
  const last: unknown = messages.at(-1)
  return isObject(last) && last.role === 'tool'
}

function messageWithCall() {
  const message = { role: 'assistant', content: null, tool_calls: [opened({}, json)] }
  return { choices: [{ index: 0, message, finish_reason: 'tool_calls' }] }
}
