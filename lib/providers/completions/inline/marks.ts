/** Meaning of a chat template's token that occurs in the answer's text. */
export type Mark =
  /** Begins reasoning, which ends at `close`. */
  | { kind: 'open'; close: string }
  | { kind: 'close' }
  /** Ends the model's turn. */
  | { kind: 'end' }
  /** Begins another turn. */
  | { kind: 'turn' }
  /** Precedes the answer, which ends at `close` if given. */
  | { kind: 'leading'; close?: string }
  /** Has no meaning in any position. */
  | { kind: 'empty' }
  /**
   * Begins a tool call, which ends at `close` or the end of the answer. `isToken`: it never occurs
   * in ordinary text.
   */
  | { kind: 'tool'; close: string | undefined; isToken: boolean }
  /** The channels of gpt-oss. */
  | { kind: 'channel' }

const reasoningTags: [open: string, close: string][] = [
  ...['think', 'thinking', 'thought', 'thoughts', 'reasoning', 'seed:think', 'mm:think']
    .concat(['longcat_think', 'antthinking', 'ant_thinking'])
    .map((tag): [string, string] => [`<${tag}>`, `</${tag}>`]),
  ['[think]', '[/think]'],
  ['[thinking]', '[/thinking]'],
  ['◁think▷', '◁/think▷'],
  ['<|think|>', '<|/think|>'],
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
  ['<|start_thinking|>', '<|end_thinking|>'],
  ['<|inner_prefix|>', '<|inner_suffix|>'],
  ['<|channel>thought', '<channel|>'],
  ['<unused94>thought', '<unused95>'],
]

const ends = [
  ...['<|im_end|>', '<|eot_id|>', '<|eom_id|>', '<|end_of_text|>', '<|endoftext|>', '<|end|>'],
  ...['<|return|>', '<|eos|>', '<eos>', '</s>', '<end_of_turn>', '<turn|>', '<|end_of_turn|>'],
  ...['<|end_of_turn_token|>', '<|end_response|>', '<｜end▁of▁sentence｜>', '<|im_sep|>'],
  ...['[|endofturn|]', '[eos]', '<|end_of_sentence|>', '<|observation|>', '<|role_end|>'],
  ...['<end_of_utterance>', '<|end_of_solution|>', '<|endofmessage|>', '<|eos_token|>'],
]
const turns = [
  ...[
    '<|im_start|>',
    '<|start_header_id|>',
    '<start_of_turn>',
    '<|turn>',
    '<|user|>',
    '<|system|>',
  ],
  ...['<｜User｜>', '<|start_of_turn_token|>', '[|user|]', '<|start|>user', '[inst]'],
]
const leading: [mark: string, close?: string][] = [
  ['<answer>', '</answer>'],
  ['<|begin_of_solution|>'],
  ['<|start_response|>'],
  ['<|im_start|>assistant'],
  ['<|start_header_id|>assistant<|end_header_id|>'],
  ['<start_of_turn>model'],
  ['<|turn>model'],
  ['<|assistant|>'],
  ['<｜Assistant｜>'],
  ['<bos>'],
  ['<|begin_of_text|>'],
  ['<｜begin▁of▁sentence｜>'],
  ['<|startoftext|>'],
]
const toolCalls: [open: string, close: string | undefined, isToken: boolean][] = [
  ['<tool_call>', '</tool_call>', false],
  ['<tool_calls>', '</tool_calls>', false],
  ['<function_call>', '</function_call>', false],
  ['<function_calls>', '</function_calls>', false],
  ['<function=', '</function>', false],
  ['<minimax:tool_call>', '</minimax:tool_call>', false],
  ['<｜dsml｜function_calls>', '</｜dsml｜function_calls>', true],
  ['<｜dsml｜tool_calls>', '</｜dsml｜tool_calls>', true],
  ['<｜tool▁calls▁begin｜>', '<｜tool▁calls▁end｜>', true],
  ['<|tool_calls_section_begin|>', '<|tool_calls_section_end|>', true],
  ['<|tool_call_start|>', '<|tool_call_end|>', true],
  ['<|start_action|>', '<|end_action|>', true],
  ['[tool_calls]', undefined, true],
  ['<|tool_call|>', '<|/tool_call|>', true],
  ['<|python_tag|>', undefined, true],
]

/** Keyed by their text in lower case. */
const marks = new Map<string, Mark>([
  ...ends.map((text): [string, Mark] => [text.toLowerCase(), { kind: 'end' }]),
  ...turns.map((text): [string, Mark] => [text.toLowerCase(), { kind: 'turn' }]),
  ...leading.map(([text, close]): [string, Mark] => [
    text.toLowerCase(),
    { kind: 'leading', ...(close && { close }) },
  ]),
  ...leading.flatMap(([, close]): [string, Mark][] => (close ? [[close, { kind: 'end' }]] : [])),
  ...reasoningTags.flatMap(([open, close]): [string, Mark][] => [
    [open, { kind: 'open', close }],
    [close, { kind: 'close' }],
  ]),
  ...toolCalls.map(([open, close, isToken]): [string, Mark] => [
    open,
    { kind: 'tool', close, isToken },
  ]),
  ['<|begin_of_box|>', { kind: 'empty' }],
  ['<|end_of_box|>', { kind: 'empty' }],
  ['<|channel|>', { kind: 'channel' }],
  ['<|start|>assistant', { kind: 'channel' }],
])

/** Closing marks that are ignored without their opening mark. */
export const pairedEnds = new Set(['</answer>'])

/**
 * Marks in square brackets must be upper case; in lower case they are the text of a Markdown link.
 */
export function markOf(text: string): Mark | undefined {
  const isLink = text.startsWith('[') && !text.includes('|') && text !== text.toUpperCase()
  return isLink ? undefined : marks.get(text.toLowerCase())
}

/** Text without any of these characters holds no mark. */
export const mayHoldMark = /[<[◁]/

const longestFirst = [...marks.keys()].sort((a, b) => b.length - a.length)
const longestMark = longestFirst[0]?.length ?? 0

/** Builds a pattern for marks; a `sticky` pattern matches only at `lastIndex`. */
export function markPattern(texts: string[], flags: 'gi' | 'iy'): RegExp {
  const sorted = [...texts].sort((a, b) => b.length - a.length)
  return new RegExp(
    sorted.map((text) => text.replaceAll(/[[\]|/\\^$.*+?(){}]/g, '\\$&')).join('|'),
    flags,
  )
}

export const anyMark = () => markPattern(longestFirst, 'gi')
export const markHere = () => markPattern(longestFirst, 'iy')
/** Closing tags, and tokens that never occur in reasoning. */
export const closingMarks = longestFirst.filter((text) => marks.get(text)?.kind === 'close')
export const toolTokens = longestFirst.filter((text) => {
  const mark = marks.get(text)
  return mark?.kind === 'tool' && mark.isToken
})

/** Position at the end of the text where one of the marks may begin; the length if none. */
export function partialMarkAt(text: string, from: number, texts: string[] = longestFirst): number {
  const first = Math.max(from, text.length - longestMark)
  for (let at = first; at < text.length; at += 1) {
    if (!mayHoldMark.test(text[at] ?? '')) continue
    const tail = text.slice(at).toLowerCase()
    if (texts.some((mark) => mark.length > tail.length && mark.startsWith(tail))) return at
  }
  return text.length
}

/** Like `partialMarkAt`, for a word that does not begin with a bracket. */
export function partialWordAt(text: string, from: number, word: string): number {
  for (let at = Math.max(from, text.length - word.length); at < text.length; at += 1)
    if (word.startsWith(text.slice(at))) return at
  return text.length
}
