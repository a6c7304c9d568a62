import { expect, test } from 'vitest'
import { agentPatchSchema, modelIdSchema } from './agent.ts'

test.each([
  ['raw/ echo-40 ', 'raw/echo-40'],
  [' raw / echo', 'raw/echo'],
  ['\u00a0raw/echo\n', 'raw/echo'],
  ['a/b/c:d', 'a/b/c:d'],
  ['a/b c', 'a/b c'],
])('the model id %j', (text, id) => {
  expect(modelIdSchema.parse(text)).toBe(id)
})

test.each([' / ', 'a/ ', ' /b', 'a'])('%j is no model id', (id) => {
  expect(modelIdSchema.safeParse(id).success).toBe(false)
})

test('fields of the provider may be anything but what Lumos writes itself', () => {
  const parse = (extraBody: unknown) => agentPatchSchema.safeParse({ extraBody }).success
  expect(parse({ top_k: 5, nested: { a: [1, null] } })).toBe(true)
  expect(parse(null)).toBe(true)
  expect(parse({ messages: [] })).toBe(false)
  expect(parse({ text: 'x'.repeat(10_001) })).toBe(false)
  expect(agentPatchSchema.safeParse({ reasoningEffort: 'most' }).success).toBe(false)
})
