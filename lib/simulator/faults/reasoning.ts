import {
  content,
  delta,
  done,
  type Fault,
  type FaultExpectation,
  finish,
  greeting,
  greetingPieces,
  streamFault,
} from './fault.ts'

const thoughts = ['Let me', ' think: 想', '一想.']
const reasoning = thoughts.join('')
const answer = greetingPieces.map(content)
const ending = [finish(), done]
const both = { outcome: 'complete', text: greeting, reasoning } as const

/** Streams these pieces as content. */
function inline(...pieces: string[]): string[] {
  return [...pieces.map(content), ...ending]
}

const fenced = 'Write:\n```html\n<think>literal</think>\n```\nDone.'
const inCode = 'The tag `<think>` opens, `</think>` closes.'
const compared = 'a < b, <thin ice>, <thinking> and 3 <think'

type Row = [name: string, description: string, expected: FaultExpectation, parts: string[]]

const rows: Row[] = [
  [
    'reasoning-content',
    'reasoning in reasoning_content',
    both,
    [...thoughts.map((text) => delta({ reasoning_content: text })), ...answer, ...ending],
  ],
  [
    'reasoning-field',
    'reasoning in reasoning',
    both,
    [...thoughts.map((text) => delta({ reasoning: text })), ...answer, ...ending],
  ],
  [
    'reasoning-both',
    'the same reasoning in both fields',
    both,
    [
      ...thoughts.map((text) => delta({ reasoning: text, reasoning_content: text })),
      ...answer,
      ...ending,
    ],
  ],
  [
    'reasoning-nulls',
    'each chunk has both fields, the other one null or empty',
    both,
    [
      ...thoughts.map((text) => delta({ content: '', reasoning_content: text })),
      ...greetingPieces.map((text) => delta({ content: text, reasoning_content: null })),
      ...ending,
    ],
  ],
  [
    'reasoning-same-chunk',
    'reasoning and text in one chunk',
    both,
    [
      delta({ reasoning_content: reasoning, content: greetingPieces[0] }),
      ...answer.slice(1),
      ...ending,
    ],
  ],
  ['think-inline', '<think> in the text', both, inline(`<think>${reasoning}</think>${greeting}`)],
  [
    'think-inline-split',
    '<think> tags over several chunks',
    both,
    inline('<th', 'ink', '>', ...thoughts, '</', 'think', '>', ...greetingPieces),
  ],
  [
    'think-inline-characters',
    '<think> in chunks of one character',
    both,
    inline(...`<think>${reasoning}</think>${greeting}`),
  ],
  [
    'think-unclosed',
    'reasoning that never closes',
    { outcome: 'error', code: 'empty-answer', message: 'without an answer', text: '', reasoning },
    inline('<think>', ...thoughts),
  ],
  [
    'think-lookalike',
    'less-than signs and tags that are not <think>',
    { outcome: 'complete', text: compared },
    inline(...compared),
  ],
  [
    'think-literal-in-code-block',
    'the literal tag in a code block',
    { outcome: 'complete', text: fenced },
    inline(fenced),
  ],
  [
    'think-literal-in-code-block-split',
    'the literal tag in a code block, a character per chunk',
    { outcome: 'complete', text: fenced },
    inline(...fenced),
  ],
  [
    'think-literal-in-code',
    'the literal tag in inline code',
    { outcome: 'complete', text: inCode },
    inline(inCode),
  ],
  [
    'think-then-literal',
    'real reasoning, then the literal tag in a code block',
    { outcome: 'complete', text: fenced, reasoning },
    inline(`<think>${reasoning}</think>`, ...(fenced.match(/.{1,4}/gs) ?? [])),
  ],
]

export const reasoningFaults: Fault[] = rows.map(([name, description, expected, parts]) =>
  streamFault({ name, group: 'reasoning', description, expected, parts }),
)
