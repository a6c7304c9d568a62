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
  plainStream,
  streamFault,
} from './fault.ts'

const answer = greetingPieces.map(content)
const [first = '', ...others] = answer
const ending = [finish(), done]

type Row = [name: string, description: string, expected: FaultExpectation, parts: string[]]

/** Inserts these events between the chunks of the well-formed stream. */
function among(...noise: string[]): string[] {
  return [...noise, first, ...others.flatMap((event) => [...noise, event]), ...noise, ...ending]
}

/** Changes the JSON of each chunk of the well-formed stream. */
function changed(change: (json: Record<string, unknown>, index: number) => void): string[] {
  return plainStream.map((event, index) => {
    if (event === done) return event
    const json: Record<string, unknown> = JSON.parse(event.slice('data: '.length))
    change(json, index)
    return data(JSON.stringify(json))
  })
}

const withUsage = (usage: unknown) => data(chunk(null, { choices: [], usage }))
const counted = { ...complete, usage: { inputTokens: 7, outputTokens: 5 } }
const counts = { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 }

const rows: Row[] = [
  ['null-delta', 'delta is null', complete, among(delta(null))],
  ['missing-delta', 'a choice without delta', complete, among(data(chunk({})))],
  ['null-content', 'content is null', complete, among(delta({ content: null }))],
  ['missing-content', 'an empty delta', complete, among(delta({}))],
  [
    'null-tool-calls',
    'tool_calls is null',
    complete,
    changed((json) => addToDelta(json, { tool_calls: null })),
  ],
  [
    'empty-tool-calls',
    'tool_calls is empty',
    complete,
    changed((json) => addToDelta(json, { tool_calls: [] })),
  ],
  ['empty-choices', 'choices is empty', complete, among(data(chunk(null, { choices: [] })))],
  ['null-choices', 'choices is null', complete, among(data(chunk(null, { choices: null })))],
  ['null-choice', 'a choice is null', complete, among(data(chunk(null, { choices: [null] })))],
  ['missing-choices', 'no choices', complete, among(data(chunk(null)))],
  [
    'role-only-chunks',
    'chunks with the role only',
    complete,
    among(delta({ role: 'assistant', content: '' })),
  ],
  ['empty-data', 'events without data', complete, among('data:\n\n', 'data: \n\n')],
  ['empty-object', 'an empty object', complete, among(data('{}'))],
  ['null-data', 'null as a chunk', complete, among(data('null'))],
  [
    'usage-without-choices',
    'usage in a chunk without choices',
    counted,
    [...answer, finish(), data(chunk(null, { usage: counts })), done],
  ],
  [
    'growing-usage',
    'usage in every chunk, growing',
    counted,
    changed((json, index) => {
      json.usage = {
        prompt_tokens: 7,
        completion_tokens: Math.min(index, 5),
        total_tokens: 7 + index,
      }
    }),
  ],
  [
    'odd-usage',
    'usage with nulls and words after a good one',
    counted,
    [
      ...answer,
      finish(),
      withUsage(counts),
      withUsage(null),
      withUsage({ prompt_tokens: null, completion_tokens: null }),
      withUsage({ prompt_tokens: 'many', completion_tokens: 'few' }),
      withUsage('none'),
      withUsage({ prompt_tokens: 1.5, completion_tokens: 1e12 }),
      withUsage({ prompt_tokens: 1e300, prompt_tokens_details: { cached_tokens: 2 ** 31 } }),
      done,
    ],
  ],
  ['numeric-id', 'id is a number', complete, changed((json) => Object.assign(json, { id: 42 }))],
  [
    'changing-id',
    'id changes',
    complete,
    changed((json, index) => Object.assign(json, { id: `id-${index}` })),
  ],
  [
    'string-created',
    'created is a string',
    complete,
    changed((json) => Object.assign(json, { created: '2026-11-23' })),
  ],
  [
    'missing-fields',
    'no id, object, created, model and index',
    complete,
    changed((json) => {
      for (const name of ['id', 'object', 'created', 'model']) delete json[name]
      for (const choice of choicesOf(json)) delete choice.index
    }),
  ],
  ['second-choice', 'a second choice in between', complete, among(data(secondChoice()))],
  [
    'second-choice-same-chunk',
    'two choices in each chunk, the second one first',
    complete,
    changed((json) => {
      json.choices = [
        { index: 1, delta: { content: ' WRONG' }, finish_reason: null },
        ...choicesOf(json),
      ]
    }),
  ],
  [
    'second-choice-finishes-first',
    'the second choice finishes in the middle',
    complete,
    [first, data(secondChoice('length')), ...others, ...ending],
  ],
  [
    'message-instead-of-delta',
    'message instead of delta in each chunk',
    complete,
    [
      ...greetingPieces.map((text) =>
        data(chunk({ message: { role: 'assistant', content: text } })),
      ),
      ...ending,
    ],
  ],
  [
    'final-message-repeats',
    'the last chunk repeats all in message',
    complete,
    [...answer, data(chunk({ delta: {}, message: fullMessage(), finish_reason: 'stop' })), done],
  ],
  [
    'final-message-without-delta',
    'the last chunk repeats all in message and has no delta',
    complete,
    [...answer, data(chunk({ message: fullMessage(), finish_reason: 'stop' })), done],
  ],
  [
    'identical-chunks',
    'identical chunks in a row are real text',
    { outcome: 'complete', text: 'ha ha ha ha!!!' },
    [...'ha |ha |ha |ha|!|!|!'.split('|').map(content), ...ending],
  ],
]

export const shapeFaults: Fault[] = rows.map(([name, description, expected, parts]) =>
  streamFault({ name, group: 'shape', description, expected, parts }),
)

function fullMessage() {
  return { role: 'assistant', content: greeting }
}

function secondChoice(reason: string | null = null): string {
  return chunk(null, {
    choices: [{ index: 1, delta: { content: ' WRONG' }, finish_reason: reason }],
  })
}

function choicesOf(json: Record<string, unknown>): Record<string, unknown>[] {
  return json.choices as Record<string, unknown>[]
}

function addToDelta(json: Record<string, unknown>, fields: Record<string, unknown>) {
  for (const choice of choicesOf(json)) Object.assign(choice.delta as object, fields)
}
