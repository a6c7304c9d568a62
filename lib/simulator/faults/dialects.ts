import type { JsonObject } from '../chat-request.ts'
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

/** Non-standard formats with the same meaning as a well-formed answer. */

const thoughts = 'Let me think.'
const both = { outcome: 'complete', text: greeting, reasoning: thoughts } as const
const after = { outcome: 'complete', text: `Sure. ${greeting}`, reasoning: thoughts } as const
const answer = greetingPieces.map(content)
const counts = { prompt_tokens: 7, completion_tokens: 5 }
const counted = { ...complete, usage: { inputTokens: 7, outputTokens: 5 } }
const ending = [finish(), done]
const soFar = greetingPieces.map((_, index) => greetingPieces.slice(0, index + 1).join(''))
/** Sends each piece of the greeting in a choice of this shape. */
const asChoices = (choice: (text: string) => JsonObject) =>
  greetingPieces.map((text) => data(chunk(choice(text))))
const second = (more: JsonObject) => data(chunk({ index: 1, ...more }))
const inline = (...pieces: string[]) => [...pieces.map(content), ...ending]

type Row = [name: string, description: string, expected: FaultExpectation, parts: string[]]

const shapes: Row[] = [
  [
    'choice-text',
    'text beside no delta, as completions of the older kind have it',
    complete,
    [...asChoices((text) => ({ text })), ...ending],
  ],
  [
    'only-second-choice',
    'all choices have index 1',
    complete,
    [
      ...greetingPieces.map((text) => second({ delta: { content: text } })),
      second({ delta: {}, finish_reason: 'stop' }),
      done,
    ],
  ],
  [
    'choices-object',
    'choices is one object',
    complete,
    [
      ...greetingPieces.map((text) =>
        data(JSON.stringify({ choices: { delta: { content: text } } })),
      ),
      ...ending,
    ],
  ],
  [
    'delta-string',
    'delta is the text itself',
    complete,
    [...asChoices((text) => ({ delta: text })), ...ending],
  ],
  [
    'delta-text',
    'text instead of content',
    complete,
    [...greetingPieces.map((text) => delta({ text })), ...ending],
  ],
  [
    'cumulative',
    'each chunk repeats all text so far',
    complete,
    [...soFar.map(content), ...ending],
  ],
  [
    'cumulative-lookalike',
    'real text that begins like that',
    { outcome: 'complete', text: '110100100010000haha haha!' },
    inline('1', '10', '100', '1000', '10000', 'ha', 'ha ', 'haha', '!'),
  ],
  [
    'last-chunk-repeats',
    'the chunk with finish_reason repeats all text',
    complete,
    [...answer, data(chunk({ delta: { content: greeting }, finish_reason: 'stop' })), done],
  ],
  [
    'finish-word-null',
    'finish_reason is the word "null" until the end',
    complete,
    [...asChoices((text) => ({ delta: { content: text }, finish_reason: 'null' })), ...ending],
  ],
  [
    'finish-constructor',
    'finish_reason is "constructor"',
    complete,
    [...answer, finish('constructor'), done],
  ],
  [
    'proto-keys',
    'keys are called __proto__',
    complete,
    [
      data('{"__proto__":{"choices":[]},"choices":[{"delta":{"__proto__":{"content":"WRONG"}}}]}'),
      ...plainStream,
    ],
  ],
  [
    'reasoning-parts',
    'reasoning as a part of content',
    both,
    [
      delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: thoughts }] }] }),
      ...plainStream,
    ],
  ],
  [
    'reasoning-details',
    'reasoning in reasoning_details',
    both,
    [delta({ reasoning_details: [{ type: 'reasoning.text', text: thoughts }] }), ...plainStream],
  ],
  [
    'reasoning-summary',
    'a summary of the reasoning in reasoning_details',
    both,
    [
      delta({ reasoning_details: [{ type: 'reasoning.summary', summary: thoughts }] }),
      ...plainStream,
    ],
  ],
  [
    'reasoning-thinking',
    'reasoning in thinking',
    both,
    [delta({ thinking: 'Let me ' }), delta({ thinking: 'think.' }), ...plainStream],
  ],
  [
    'reasoning-text',
    'reasoning in reasoning_text',
    both,
    [delta({ reasoning_text: thoughts }), ...plainStream],
  ],
  [
    'refusal',
    'refusal instead of content',
    complete,
    [...greetingPieces.map((text) => delta({ content: null, refusal: text })), ...ending],
  ],
  [
    'refusal-part',
    'the refusal is a part of content',
    complete,
    [...greetingPieces.map((text) => content([{ type: 'refusal', refusal: text }])), ...ending],
  ],
  [
    'refusal-in-message',
    'one message with a refusal',
    complete,
    [data(chunk({ message: { content: null, refusal: greeting }, finish_reason: 'stop' })), done],
  ],
  [
    'usage-in-choice',
    'usage within the choice',
    counted,
    [...answer, data(chunk({ delta: {}, finish_reason: 'stop', usage: counts })), done],
  ],
  [
    'usage-in-x-groq',
    'usage in x_groq',
    counted,
    [
      ...answer,
      data(chunk({ delta: {}, finish_reason: 'stop' }, { x_groq: { usage: counts } })),
      done,
    ],
  ],
  [
    'python-numbers',
    'NaN and -Infinity, which are no JSON, beside text with the same words',
    { outcome: 'complete', text: 'NaN, "Infinity".' },
    [
      data(
        chunk({ delta: { content: 'NaN, "Infinity".' }, logprobs: '@' }).replace(
          '"@"',
          '[NaN,-Infinity]',
        ),
      ),
      ...ending,
    ],
  ],
  [
    'think-after-space',
    'white space before <think>',
    both,
    inline('\n \n', '<think>', thoughts, '</think>\n\n', greeting),
  ],
  [
    'think-after-text',
    '<think> in the middle of the first line',
    after,
    inline('Sure. ', '<think>', thoughts, '</think>', ...greetingPieces),
  ],
  [
    'think-after-line',
    '<think> at the beginning of a later line',
    { ...after, text: `Sure.\n\n${greeting}` },
    inline('Sure.\n', '\n<thi', 'nk>\n', thoughts, '</think>\n', ...greetingPieces),
  ],
  [
    'think-literal-unclosed',
    'the tag in a sentence, never closed',
    { outcome: 'complete', text: 'The tag <think> opens it.' },
    inline('The tag ', '<think>', ' opens it.'),
  ],
  [
    'think-repeats-field',
    'the same reasoning in reasoning_content and between tags',
    both,
    [delta({ reasoning_content: thoughts }), ...inline('<think>', thoughts, '</think>', greeting)],
  ],
]

export const dialectFaults: Fault[] = shapes.map(([name, description, expected, parts]) =>
  streamFault({ name, group: 'dialects', description, expected, parts }),
)
