import { expect, test } from 'vitest'
import type { ModelEvent } from '../model-port.ts'
import { createAnswerReader } from './answer-reader.ts'

/** Chat Completions streams of vendors, each in its documented format. */
type Chunk = object | string
const choice = (delta: object, more: object = {}) => ({
  choices: [{ index: 0, delta, finish_reason: null, ...more }],
})
const content = (text: string) => choice({ content: text })
const stop = choice({}, { finish_reason: 'stop' })
const hello = 'Grüße 😀'
const both = [content('Grüße '), content('😀'), stop]
const reasons = (field: string) => [choice({ [field]: '想' }), choice({ [field]: '一想' }), ...both]
const thought = { text: hello, reasoning: '想一想' }
const vendors: [string, Chunk[], object][] = [
  [
    'OpenAI',
    [
      choice({ role: 'assistant', content: '', refusal: null }),
      ...both,
      { choices: [], usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 } },
    ],
    { text: hello, usage: { inputTokens: 3, outputTokens: 4 } },
  ],
  [
    'OpenAI search',
    [
      choice({ content: hello }),
      choice({
        annotations: [
          {
            type: 'url_citation',
            url_citation: { url: 'https://a.example/', title: 'A', start_index: 0, end_index: 5 },
          },
        ],
      }),
      stop,
    ],
    { text: hello, sources: ['https://a.example/'] },
  ],
  [
    'Azure',
    [{ choices: [], prompt_filter_results: [{ prompt_index: 0 }] }, ...both],
    { text: hello },
  ],
  ['DeepSeek', reasons('reasoning_content'), thought],
  [
    'Moonshot',
    [
      ...reasons('reasoning_content').slice(0, -1),
      {
        choices: [
          {
            index: 0,
            delta: {},
            finish_reason: 'stop',
            usage: { prompt_tokens: 1, completion_tokens: 2 },
          },
        ],
      },
    ],
    { ...thought, usage: { inputTokens: 1, outputTokens: 2 } },
  ],
  [
    'Groq',
    [
      ...reasons('reasoning'),
      { choices: [], x_groq: { usage: { prompt_tokens: 1, completion_tokens: 2 } } },
    ],
    { ...thought, usage: { inputTokens: 1, outputTokens: 2 } },
  ],
  [
    'OpenRouter',
    [
      ': OPENROUTER PROCESSING',
      choice({
        reasoning: '想一想',
        reasoning_details: [{ type: 'reasoning.text', text: '想一想' }],
      }),
      ...both,
      { choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, cost: 0.0014 } },
    ],
    { ...thought, usage: { costUsd: 0.0014 } },
  ],
  [
    'xAI',
    [
      ...reasons('reasoning_content'),
      {
        choices: [],
        citations: ['https://a.example/'],
        usage: {
          prompt_tokens: 10,
          completion_tokens: 2,
          total_tokens: 352,
          completion_tokens_details: { reasoning_tokens: 340 },
        },
      },
    ],
    { ...thought, sources: ['https://a.example/'], usage: { outputTokens: 342 } },
  ],
  [
    'Gemini’s compatible endpoint',
    [
      ...both,
      { choices: [], usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 112 } },
    ],
    { text: hello, usage: { outputTokens: 102 } },
  ],
  ['Gemini’s thoughts', [content('<thought>想一想</thought>'), ...both], thought],
  [
    'Mistral',
    [
      choice({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: '想一想' }] }] }),
      choice({ content: [{ type: 'text', text: hello }] }),
      stop,
    ],
    thought,
  ],
  ['Magistral', [content('[THINK]想'), content('一想[/THI'), content('NK]'), ...both], thought],
  [
    'Perplexity',
    [
      {
        ...content(hello),
        citations: ['https://a.example/', 'https://b.example/'],
        search_results: [{ title: 'A', url: 'https://a.example/' }],
      },
      { ...stop, citations: ['https://a.example/', 'https://b.example/'] },
    ],
    { text: hello, sources: ['https://a.example/', 'https://b.example/'] },
  ],
  [
    'Zhipu',
    [
      ...reasons('reasoning_content'),
      { choices: [], web_search: [{ title: 'A', link: 'https://a.example/' }] },
    ],
    { ...thought, sources: ['https://a.example/'] },
  ],
  [
    'DashScope',
    [
      ...reasons('reasoning_content'),
      { choices: [], search_info: { search_results: [{ title: 'A', url: 'https://a.example/' }] } },
    ],
    { ...thought, sources: ['https://a.example/'] },
  ],
  [
    'MiniMax',
    [
      choice({ content: '<think>\n想一想\n</think>\n\n' }),
      ...both,
      {
        choices: [{ index: 0, message: { content: hello }, finish_reason: 'stop' }],
        base_resp: { status_code: 0 },
      },
    ],
    { text: hello, reasoning: '想一想\n' },
  ],
  [
    'Cerebras',
    [
      ...reasons('reasoning'),
      { choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 }, time_info: {} },
    ],
    thought,
  ],
  [
    'Together',
    [
      { choices: [{ index: 0, text: 'Grüße ', delta: { content: 'Grüße ' } }] },
      content('😀'),
      { choices: [{ index: 0, text: '', delta: { content: '' }, finish_reason: 'eos' }] },
    ],
    { text: hello },
  ],
  ['Fireworks', [content('<think>想一想</think>'), ...both], thought],
  ['NVIDIA', [choice({ content: null, reasoning_content: '想一想' }), ...both], thought],
  [
    'SambaNova',
    [
      content('<think>想一想</think>'),
      ...both,
      { choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, is_last_response: true } },
    ],
    thought,
  ],
  [
    'vLLM',
    [
      choice({ role: 'assistant', content: '' }, { logprobs: null, stop_reason: null }),
      ...reasons('reasoning'),
    ],
    thought,
  ],
  [
    'vLLM without a parser',
    [content('想一'), content('想。\n</thi'), content('nk>\n\n'), ...both],
    { text: hello, reasoning: '想一想。' },
  ],
  ['SGLang', reasons('reasoning_content'), thought],
  [
    'llama.cpp',
    [...reasons('reasoning_content'), { choices: [], timings: { predicted_n: 3 } }],
    thought,
  ],
  ['LM Studio', [...reasons('reasoning'), { choices: [], stats: {} }], thought],
  ['Ollama', [choice({ role: 'assistant', content: '', reasoning: '想一想' }), ...both], thought],
  [
    'gpt-oss, unread',
    [
      content('<|channel|>analysis<|message|>想一想<|end|><|start|>assistant'),
      content('<|channel|>final<|message|>'),
      ...both,
    ],
    thought,
  ],
  [
    'Cohere',
    [
      content('<|START_THINKING|>想一想<|END_THINKING|><|START_RESPONSE|>'),
      content(hello),
      content('<|END_RESPONSE|>'),
      stop,
    ],
    thought,
  ],
  [
    'Hunyuan',
    [content('<think>\n想一想</think>\n<answer>\n'), content(hello), content('</answer>'), stop],
    thought,
  ],
  [
    'Volcengine',
    [
      ...reasons('reasoning_content'),
      { choices: [], references: [{ title: 'A', url: 'https://a.example/' }] },
    ],
    { ...thought, sources: ['https://a.example/'] },
  ],
  [
    'Baidu',
    [
      { ...content(hello), search_results: [{ index: 1, url: 'https://a.example/', title: 'A' }] },
      stop,
    ],
    { text: hello, sources: ['https://a.example/'] },
  ],
  ['Cloudflare', [...both, { response: '', usage: { prompt_tokens: 1 } }], { text: hello }],
  [
    'OpenRouter’s images',
    [
      content(hello),
      choice({ images: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] }),
      stop,
    ],
    { text: hello, files: 1 },
  ],
]

function read(chunks: Chunk[], size: number) {
  const lines = chunks.map((chunk) =>
    typeof chunk === 'string' ? chunk : `data: ${JSON.stringify(chunk)}`,
  )
  const bytes = Buffer.from(`${lines.join('\n\n')}\n\ndata: [DONE]\n\n`)
  const reader = createAnswerReader([])
  const events: ModelEvent[] = []
  for (let at = 0; at < bytes.length && !reader.isOver(); at += size)
    events.push(...reader.push(bytes.subarray(at, at + size)))
  return reader.isOver() ? events : [...events, ...reader.end()]
}

function summary(events: ModelEvent[]) {
  let [text, reasoning] = ['', '']
  for (const event of events) {
    if (event.type === 'text-delta') text += event.delta
    else if (event.type === 'reasoning-delta') reasoning += event.delta
    else if (event.type === 'relabelled') [text, reasoning] = ['', text.trim()]
  }
  const last = events.at(-1)
  return {
    text,
    reasoning,
    sources: events.flatMap((event) => (event.type === 'source' ? [event.source.url] : [])),
    files: events.filter(({ type }) => type === 'file').length,
    usage: last?.type === 'finish' ? last.usage : undefined,
    reason: last?.type === 'finish' ? last.reason : last,
  }
}

test.each(vendors)('%s, whole and torn', (_, chunks, expected) => {
  for (const size of [1, 2, 3, 5, 13, 64, 100_000])
    expect(summary(read(chunks, size)), `pieces of ${size} bytes`).toMatchObject({
      ...{ reasoning: '', sources: [], files: 0, reason: 'stop' },
      ...expected,
    })
})
