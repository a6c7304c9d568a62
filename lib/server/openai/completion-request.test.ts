import { expect, test } from 'vitest'
import { parseCompletionRequest } from './completion-request.ts'

const question = { model: 'my-agent', messages: [{ role: 'user', content: 'Hi' }] }

test('parameters of OpenAI are accepted where they ask for nothing that Lumos lacks', () => {
  const off = { audio: null, functions: null, function_call: null, prediction: null }
  const plain = { ...off, logprobs: false, top_logprobs: null, modalities: ['text'] }
  expect(parseCompletionRequest({ ...question, ...plain })).toMatchObject({ model: 'my-agent' })
})

test.each([
  ['colour', null],
  ['audio', { voice: 'alloy' }],
  ['logprobs', true],
  ['modalities', ['text', 'audio']],
  ['functions', []],
])('%s of %j is refused and named', (name, value) => {
  expect(() => parseCompletionRequest({ ...question, [name]: value })).toThrow(name)
})
