import { describe, expect, test } from 'vitest'
import { collectText } from '../../testing.ts'

const hello = 'Hello there.'
const plan = 'Plan quietly.'

/** [what it is, text, reasoning, answer] */
const tagged: [string, string, string, string][] = [
  ...['think', 'thinking', 'thought', 'thoughts', 'reasoning', 'seed:think', 'Think'].map(
    (tag): [string, string, string, string] => [
      tag,
      `<${tag}>${plan}</${tag}>${hello}`,
      plan,
      hello,
    ],
  ),
  ['Magistral', `[THINK]${plan}[/THINK]${hello}`, plan, hello],
  ['Kimi', `◁think▷${plan}◁/think▷${hello}`, plan, hello],
  ['OpenThinker', `<|begin_of_thought|>${plan}<|end_of_thought|>\n${hello}`, plan, hello],
  [
    'Cohere',
    `<|START_THINKING|>${plan}<|END_THINKING|><|START_RESPONSE|>${hello}<|END_RESPONSE|>`,
    plan,
    hello,
  ],
  ['Gemma', `<|channel>thought\n${plan}<channel|>${hello}`, plan, hello],
  ['Hunyuan', `<think>\n${plan}</think>\n<answer>\n${hello}\n</answer>`, plan, `${hello}\n`],
  ['Chinese', '<思考>不是标签</思考>你好。', '', '<思考>不是标签</思考>你好。'],
  ['Chinese reasoning', '<think>先想一想。</think>\n\n你好。', '先想一想。', '你好。'],
  [
    'gpt-oss',
    `<|channel|>analysis<|message|>${plan}<|end|><|start|>assistant<|channel|>final<|message|>${hello}<|return|>`,
    plan,
    hello,
  ],
  [
    'gpt-oss with its start',
    `<|start|>assistant<|channel|>analysis<|message|>${plan}<|end|><|start|>assistant<|channel|>final<|message|>${hello}`,
    plan,
    hello,
  ],
  [
    'gpt-oss with a preamble',
    `<|channel|>commentary<|message|>One moment.<|end|><|start|>assistant<|channel|>final<|message|>${hello}`,
    '',
    `One moment.\n\n${hello}`,
  ],
  [
    'gpt-oss without its tokens',
    `analysisThe user greets.assistantfinal${hello}`,
    'The user greets.',
    hello,
  ],
]

const unopened: [string, string, string, string][] = [
  ['an own line', `The user greets me.\n</think>\n\n${hello}`, 'The user greets me.', hello],
  ['the end of a sentence', `I should be short.</think>${hello}`, 'I should be short.', hello],
  ['another tag', `Be short.\n</thought>\n${hello}`, 'Be short.', hello],
  ['Magistral', `Be short.\n[/THINK]\n${hello}`, 'Be short.', hello],
  ['Chinese', '用户在打招呼。\n</think>\n\n你好。', '用户在打招呼。', '你好。'],
]

const cleaned: [string, string, string][] = [
  ...['<|im_end|>', '<|eot_id|>', '<|endoftext|>', '</s>', '<end_of_turn>', '<eos>'].map(
    (token): [string, string, string] => [token, `${hello}${token}`, hello],
  ),
  ['DeepSeek', `${hello}<｜end▁of▁sentence｜>`, hello],
  ['two tokens', `${hello}<|im_end|>\n<|endoftext|>\n`, hello],
  ['a turn behind it', `${hello}<|im_end|>\n<|im_start|>user\nAnd now?`, hello],
  ['a role before it', `<|im_start|>assistant\n${hello}<|im_end|>`, `\n${hello}`],
  ['GLM’s box', 'It is <|begin_of_box|>42<|end_of_box|>.', 'It is 42.'],
]

const untouched = [
  'The tag `<think>` opens, `</think>` closes.',
  'Write:\n```html\n<think>literal</think>\n```\nDone.',
  '~~~\n[THINK]a[/THINK]\n~~~',
  'Use "<thinking>" and “</thinking>”.',
  'Qwen ends its turn with `<|im_end|>`',
  'The token <|im_end|> ends a turn, and <|im_start|> begins one.',
  'a < b, <thin ice>, <thinking> and 3 <think',
  'It ends with </think> in the prompt of the template.',
  'The closing tag is </think>',
  'See [think](https://example.com) and [inst](a).',
  'Was <s>100</s>',
  'Generics: Option<T>, Vec<String>',
  '```\n<|channel|>analysis<|message|>x<|end|>\n```\nok',
  '```json\n<tool_call>{"name":"a"}</tool_call>\n```',
  'analysis of the data: fine',
  'analysis',
  '<answer>42</answer>',
  '行内 `<think>` 不是标签，</think> 也不是。',
]

test('reasoning that never ends is reasoning', () => {
  expect(collectText('<think>It never ends', 3)).toMatchObject({
    reasoning: 'It never ends',
    text: '',
  })
})

describe.each([1, 2, 3, 7, 1_000])('in pieces of %i', (size) => {
  test.each(tagged)('reasoning of %s', (_, text, reasoning, answer) => {
    const found = collectText(text, size)
    expect([found.reasoning.trim(), found.text.trim()]).toEqual([reasoning, answer.trim()])
  })
  test.each(unopened)('reasoning that nothing opened, at %s', (_, text, reasoning, answer) => {
    expect(collectText(text, size)).toMatchObject({ reasoning, text: answer })
  })
  test.each(cleaned)('tokens: %s', (_, text, answer) => {
    expect(collectText(text, size).text.trim()).toBe(answer.trim())
  })
  test.each(untouched)('%j stays as it is', (text) => {
    expect(collectText(text, size)).toMatchObject({ reasoning: '', text })
  })
})

describe('a model that is known to begin inside reasoning', () => {
  const options = { isReasoningFirst: true }
  test('has its reasoning at once', () => {
    const found = collectText(`Be short.\n</think>\n\n${hello}`, 3, options)
    expect(found).toMatchObject({ reasoning: 'Be short.\n', text: hello, relabelled: [] })
  })
  test('may answer without any', () => {
    const found = collectText(hello, 3, options)
    expect(found).toMatchObject({ reasoning: '', text: hello, relabelled: ['text'] })
  })
  test('may open it after all', () => {
    const found = collectText(`<think>${plan}</think>${hello}`, 3, options)
    expect(found).toMatchObject({ reasoning: plan, text: hello, relabelled: [] })
  })
})

const tools = [
  {
    name: 'current-time',
    description: '',
    inputSchema: { properties: { zone: { type: 'string' } } },
  },
  { name: 'add', description: '', inputSchema: { properties: { a: { type: 'number' } } } },
]
const calls: [string, string, string, object][] = [
  ['Qwen', '<tool_call>\n{"name": "add", "arguments": {"a": 1}}\n</tool_call>', 'add', { a: 1 }],
  [
    'Qwen without arguments',
    '<tool_call>\n{"name": "current-time", "arguments": {}}\n</tool_call>',
    'current-time',
    {},
  ],
  [
    'Qwen coder',
    '<tool_call>\n<function=add>\n<parameter=a>\n1\n</parameter>\n</function>\n</tool_call>',
    'add',
    { a: 1 },
  ],
  ['Llama', '<|python_tag|>{"name": "add", "parameters": {"a": 1}}<|eom_id|>', 'add', { a: 1 }],
  ['Llama function', '<function=add>{"a": 1}</function>', 'add', { a: 1 }],
  ['Mistral', '[TOOL_CALLS][{"name": "add", "arguments": {"a": 1}}]', 'add', { a: 1 }],
  ['Mistral, new form', '[TOOL_CALLS]add[ARGS]{"a": 1}', 'add', { a: 1 }],
  [
    'GLM',
    '<tool_call>current-time\n<arg_key>zone</arg_key>\n<arg_value>7</arg_value>\n</tool_call>',
    'current-time',
    { zone: '7' },
  ],
  [
    'DeepSeek',
    '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>add\n```json\n{"a": 1}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
    'add',
    { a: 1 },
  ],
  [
    'DeepSeek, new form',
    '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>add<｜tool▁sep｜>{"a": 1}<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
    'add',
    { a: 1 },
  ],
  [
    'DeepSeek, elements',
    '<｜DSML｜function_calls>\n<｜DSML｜invoke name="add">\n<｜DSML｜parameter name="a" string="false">1</｜DSML｜parameter>\n</｜DSML｜invoke>\n</｜DSML｜function_calls>',
    'add',
    { a: 1 },
  ],
  [
    'Kimi',
    '<|tool_calls_section_begin|><|tool_call_begin|>functions.add:0<|tool_call_argument_begin|>{"a": 1}<|tool_call_end|><|tool_calls_section_end|>',
    'add',
    { a: 1 },
  ],
  [
    'MiniMax',
    '<minimax:tool_call>\n<invoke name="add">\n<parameter name="a">1</parameter>\n</invoke>\n</minimax:tool_call>',
    'add',
    { a: 1 },
  ],
  [
    'gpt-oss',
    '<|channel|>commentary to=functions.add <|constrain|>json<|message|>{"a": 1}<|call|>',
    'add',
    { a: 1 },
  ],
  [
    'reasoning before it',
    '<think>Hm</think>\n<tool_call>{"name": "add", "arguments": {"a": 1}}</tool_call>',
    'add',
    { a: 1 },
  ],
]

describe.each([1, 5, 1_000])('tool calls as text, in pieces of %i', (size) => {
  test.each(calls)('%s', (_, text, name, input) => {
    const found = collectText(text, size, { tools })
    expect(found.text.trim()).toBe('')
    expect(found.calls).toEqual([{ name, input }])
  })
  test.each(['<tool_call>not a call</tool_call>', '<function=>'])('%s is text', (text) => {
    expect(collectText(text, size, { tools })).toMatchObject({ text, calls: [] })
  })
})

test('text about a tool call stays when no tool was offered', () => {
  const text = 'It looks like this:\n<tool_call>{"name": "add", "arguments": {}}</tool_call>'
  expect(collectText(text, 4)).toMatchObject({ text, calls: [] })
})
