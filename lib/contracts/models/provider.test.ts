import { expect, test } from 'vitest'
import { providerCreateSchema } from './provider.ts'

const parse = (fields: object) =>
  providerCreateSchema.safeParse({ name: 'P', baseUrl: 'http://x.example/v1', ...fields })

test.each([
  ['http://x.example/v1/', 'http://x.example/v1'],
  ['http://x.example/v1/chat/completions', 'http://x.example/v1'],
  ['http://x.example/v1/chat/completions/', 'http://x.example/v1'],
  ['http://x.example/v1/models', 'http://x.example/v1'],
  ['http://x.example/v1/responses', 'http://x.example/v1'],
  ['https://api.anthropic.com/v1/messages', 'https://api.anthropic.com/v1'],
  ['http://x.example/v1/embeddings', 'http://x.example/v1'],
  [
    'http://x.example/v1beta/models/gemini-x:streamGenerateContent?alt=sse',
    'http://x.example/v1beta?alt=sse',
  ],
  ['http://x.example/v1\u200b', 'http://x.example/v1'],
  [' http://x.example/v1 ', 'http://x.example/v1'],
  ['http://x.example/v1#top', 'http://x.example/v1'],
  [
    'http://x.example/openai/deployments/d?api-version=2024-10-21',
    'http://x.example/openai/deployments/d?api-version=2024-10-21',
  ],
  [
    'http://x.example/openai/deployments/d/chat/completions?api-version=1',
    'http://x.example/openai/deployments/d?api-version=1',
  ],
  ['http://x.example/models-of-mine', 'http://x.example/models-of-mine'],
  ['http://x.example', 'http://x.example'],
])('the base URL %j', (text, baseUrl) => {
  expect(parse({ baseUrl: text }).data?.baseUrl).toBe(baseUrl)
})

test.each([
  ['sk-good-key-1234', 'sk-good-key-1234'],
  ['Bearer sk-good-key-1234', 'sk-good-key-1234'],
  ['bearer  sk-good-key-1234', 'sk-good-key-1234'],
  ['Authorization: Bearer sk-good-key-1234', 'sk-good-key-1234'],
  ['sk-good-key-1234\u200b', 'sk-good-key-1234'],
  ['\ufeffsk-good\u2060-key-1234\n', 'sk-good-key-1234'],
  ['"sk-good-key-1234"', 'sk-good-key-1234'],
  ["'sk-good-key-1234'", 'sk-good-key-1234'],
  ['“sk-good-key-1234”', 'sk-good-key-1234'],
  ['"Bearer sk-good-key-1234"', 'sk-good-key-1234'],
  ['OPENAI_API_KEY=sk-good-key-1234', 'sk-good-key-1234'],
  ['export OPENAI_API_KEY="sk-good-key-1234"', 'sk-good-key-1234'],
  ['', ''],
  ['id.secret+/=', 'id.secret+/='],
])('the key %j', (text, apiKey) => {
  expect(parse({ apiKey: text }).data?.apiKey).toBe(apiKey)
})

test.each(['sk-one two', 'sk-one\nsk-two', '密钥'])(
  'the key %j is refused by its name',
  (apiKey) => {
    expect(parse({ apiKey }).error?.issues[0]?.path).toEqual(['apiKey'])
  },
)
