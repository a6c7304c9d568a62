import { expect, test } from 'vitest'
import { takesPictures } from './model-inputs.ts'

test.each([
  ...['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-5-nano', 'o3', 'openai/o4-mini', 'claude-sonnet-4'],
  ...['gemini-2.5-flash', 'glm-4v-flash', 'glm-4.5v', 'qwen2.5-vl-72b-instruct', 'gemma3:12b'],
  ...['llama3.2-vision', 'meta-llama/llama-4-scout', 'moonshot-v1-8k-vision-preview'],
])('%s takes pictures', (name) => expect(takesPictures(name)).toBe(true))

test.each([
  ...['gpt-3.5-turbo', 'gpt-4', 'o1-mini', 'o3-mini', 'deepseek-chat', 'deepseek-reasoner'],
  ...['glm-4-flash', 'glm-4.5', 'glm-4.6', 'qwen-turbo', 'qwen3:8b', 'llama3.1:8b', 'qwq:32b'],
  ...['moonshot-v1-8k', 'openai/gpt-oss-120b', 'kimi-k2-0905-preview'],
])('%s takes text alone', (name) => expect(takesPictures(name)).toBe(false))

test.each(['sim:ttfb=5', 'my-model', 'llama', 'mistral-large'])('%s is unknown', (name) =>
  expect(takesPictures(name)).toBe(undefined),
)
