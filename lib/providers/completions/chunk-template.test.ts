import { expect, test } from 'vitest'
import { createChunkTemplates } from './chunk-template.ts'

const chunk = (delta: unknown, more: object = {}) => ({
  id: 'a',
  model: 'content',
  choices: [{ index: 0, delta, finish_reason: null }],
  ...more,
})

function learned(value: unknown, text = JSON.stringify(value)) {
  const templates = createChunkTemplates()
  templates.learn(text, value)
  return templates
}

test('a chunk that differs only in its text is read without parsing', () => {
  const templates = learned(chunk({ content: 'Hello' }))
  for (const delta of ['', ' world', '光', 'a"b\\c\n\u0001', '\ud83d', '","x":"']) {
    const text = JSON.stringify(chunk({ content: delta }))
    expect(templates.match(text)).toEqual({ field: 'content', delta })
  }
})

test('text and reasoning are learned beside each other', () => {
  const templates = learned(chunk({ reasoning_content: 'Hm' }))
  const text = JSON.stringify(chunk({ content: 'Yes', reasoning_content: null }))
  templates.learn(text, JSON.parse(text))
  expect(templates.match(JSON.stringify(chunk({ reasoning_content: 'Oh' })))?.delta).toBe('Oh')
  expect(templates.match(text)).toEqual({ field: 'content', delta: 'Yes' })
})

test('a chunk that says anything else is left to the parser', () => {
  const templates = learned(chunk({ content: 'Hello' }))
  for (const other of [
    chunk({ content: 'Hello', tool_calls: [] }),
    chunk({ content: 1 }),
    chunk({ content: null }),
    chunk({ role: 'assistant', content: 'Hello' }),
    chunk({ content: 'Hello' }, { usage: { prompt_tokens: 1 } }),
    { ...chunk({}), choices: [{ index: 1, delta: { content: 'Hello' }, finish_reason: null }] },
    { ...chunk({}), choices: [{ index: 0, delta: { content: 'Hello' }, finish_reason: 'stop' }] },
  ]) {
    expect(templates.match(JSON.stringify(other)), JSON.stringify(other)).toBeUndefined()
  }
  const text = JSON.stringify(chunk({ content: '@' }))
  expect(templates.match(text.replace('"@"', '"a","content":"b"'))).toBeUndefined()
  expect(templates.match(text.replace('@', 'a\n'))).toBeUndefined()
})

test.each([
  ['usage', chunk({ content: 'a' }, { usage: { completion_tokens: 1 } })],
  ['an error', chunk({ content: 'a' }, { error: { message: 'x' } })],
  ['a finish reason', { choices: [{ delta: { content: 'a' }, finish_reason: 'stop' }] }],
  ['a tool call', chunk({ content: 'a', tool_calls: [{ id: 'x' }] })],
  ['text and reasoning', chunk({ content: 'a', reasoning: 'b' })],
  ['a message', { choices: [{ delta: { content: 'a' }, message: { content: 'b' } }] }],
  ['two choices', { choices: [{ delta: { content: 'a' } }, { delta: { content: 'b' } }] }],
  ['another choice', { choices: [{ index: 1, delta: { content: 'a' } }] }],
])('a chunk with %s is no template', (_, value) => {
  expect(learned(value).match(JSON.stringify(value))).toBeUndefined()
})

test('the same words elsewhere in the chunk are not taken for the delta', () => {
  const value = { choices: [{ index: 0, logprobs: { content: 'a' }, delta: { content: 'a' } }] }
  const templates = learned(value)
  const other = { choices: [{ index: 0, logprobs: { content: 'b' }, delta: { content: 'a' } }] }
  expect(templates.match(JSON.stringify(other))?.delta).not.toBe('b')
})
