import { expect, test } from 'vitest'
import { environmentProviders } from './environment-providers.ts'

const apiKey = 'k'

test('keys become providers with their vendors’ addresses', () => {
  const found = environmentProviders({
    OPENAI_API_KEY: { apiKey, baseUrl: undefined },
    ZHIPU_API_KEY: { apiKey, baseUrl: undefined },
    GEMINI_API_KEY: { apiKey, baseUrl: undefined },
  })
  expect(found.map(({ slug, kind }) => [slug, kind])).toEqual([
    ['openai', 'openai'],
    ['zhipu', 'openai-compatible'],
    ['gemini', 'google'],
  ])
})

test('another base URL makes OpenAI any compatible server', () => {
  const [openai, anthropic] = environmentProviders({
    OPENAI_API_KEY: { apiKey, baseUrl: 'http://127.0.0.1:9/v1/' },
    ANTHROPIC_API_KEY: { apiKey, baseUrl: 'https://proxy.example' },
  })
  expect(openai).toMatchObject({ kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:9/v1' })
  expect(anthropic).toMatchObject({ kind: 'anthropic', baseUrl: 'https://proxy.example/v1' })
})
