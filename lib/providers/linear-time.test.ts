import { expect, test } from 'vitest'
import { httpFailure, streamFailure } from './failures/failure.ts'
import { learnRefusal, newTraits } from './model-traits.ts'
import { collectText } from './testing.ts'

const tools = [{ name: 'add', description: '', inputSchema: {} }]
const request = { model: 'm', messages: [], temperature: 1, maxOutputTokens: 9, tools, lessons: 0 }

/** Every function of this folder that parses provider text. */
const readers: Record<string, (text: string) => unknown> = {
  'the answer, whole': (text) => collectText(text, text.length, { tools }),
  'the answer, in pieces': (text) => collectText(text, 4, { tools }),
  'an error': (text) => httpFailure(400, null, text, []),
  'an error in a stream': (text) => streamFailure({ message: text }, []),
  'a refusal': (text) => {
    const failure = { code: 'provider-error', status: 400, retryable: false, message: text }
    return learnRefusal(newTraits(), failure, { ...request, reasoningEffort: 'low' })
  },
}
const hostile = [
  ...['"<think>', '`<think>`', 'a <think>', 'a.</think>', '<', '<think', '<|im_end|>', ' ', '\n'],
  ...[
    '<|im_end|> x',
    '<tool_call>',
    '\n<tool_call>',
    '<|channel|>',
    '<|channel|>analysis<|message|>',
  ],
  ...['```\n', '[TOOL_CALLS]', '◁think', '<function=', '<function=add><parameter=', 'analysis'],
  ...['exceed', 'model ', 'token ', 'max_tokens 1', 'api key ', '{"code":"', '"retryDelay":', '<p'],
  ...['<script', '&#x', 'supported values none ', '{"error":'],
]

function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

// Eight times the text may take thirty times as long; a quadratic function takes sixty-four times.
test.each(Object.entries(readers))('%s takes time as it is long', (_, read) => {
  const slow = hostile.filter((piece) => {
    const textOf = (length: number) => piece.repeat(length / piece.length)
    const [short, long] = [textOf(12_000), textOf(96_000)]
    read(short)
    const shortMs = Math.max(
      1,
      Math.min(
        cpuMs(() => read(short)),
        cpuMs(() => read(short)),
      ),
    )
    return cpuMs(() => read(long)) > 30 * shortMs && cpuMs(() => read(long)) > 30 * shortMs
  })
  expect(slow).toEqual([])
})
