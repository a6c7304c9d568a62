import { expect, test } from 'vitest'
import { httpFailure } from './failures/failure.ts'
import type { ModelRequest } from './model-port.ts'
import { effortFor, fitRequest, learnRefusal, newTraits } from './model-traits.ts'

const tool = { name: 'add', description: '', inputSchema: {} }
const request: ModelRequest = {
  model: 'm',
  messages: [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: '', carried: { maker: 'x', value: {} } },
  ],
  temperature: 0.4,
  maxOutputTokens: 32_000,
  reasoningEffort: 'none',
  extraBody: { top_k: 5 },
  tools: [tool],
}

function learn(status: number, body: unknown) {
  const traits = newTraits()
  const failure = httpFailure(status, null, JSON.stringify(body), [])
  return {
    isLearnt: learnRefusal(traits, failure, fitRequest(request, traits)),
    traits,
    fitted: fitRequest(request, traits),
  }
}
const error = (message: string, more: object = {}) => ({ error: { message, ...more } })

test.each<[string, number, unknown, keyof ModelRequest]>([
  [
    'OpenAI',
    400,
    error(
      "Unsupported value: 'temperature' does not support 0.4 with this model. Only the default (1) value is supported.",
      { param: 'temperature' },
    ),
    'temperature',
  ],
  ['Anthropic', 400, error('`temperature` is deprecated for this model.'), 'temperature'],
  [
    'a parameter beside',
    400,
    error('Unsupported parameter', { param: 'temperature' }),
    'temperature',
  ],
  [
    'FastAPI',
    422,
    { detail: [{ loc: ['body', 'temperature'], msg: 'Extra inputs are not permitted' }] },
    'temperature',
  ],
  ['Chinese', 400, error('参数 temperature 非法'), 'temperature'],
  ['Ollama', 400, error('registry.ollama.ai/library/tiny:latest does not support tools'), 'tools'],
  ['OpenRouter', 404, error('No endpoints found that support tool use.'), 'tools'],
  [
    'vLLM',
    400,
    error('"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'),
    'tools',
  ],
  ['function calling', 400, error('Function calling is not enabled for models/gemma-3'), 'tools'],
  [
    'effort',
    400,
    error('Unrecognized request argument supplied: reasoning_effort'),
    'reasoningEffort',
  ],
  [
    'Groq’s effort',
    400,
    error('reasoning_effort is not supported with this model'),
    'reasoningEffort',
  ],
  ['a limit without a number', 400, error('max_tokens is not supported'), 'maxOutputTokens'],
])('what %s refuses is left out', (_, status, body, field) => {
  const { isLearnt, fitted } = learn(status, body)
  expect(isLearnt).toBe(true)
  expect(fitted).not.toHaveProperty(field)
  const others = Object.keys(request).filter((name) => name !== field)
  expect(Object.keys(fitted)).toEqual(expect.arrayContaining(others))
})

test.each([
  ['max_tokens is too large: 32000. This model supports at most 4096 completion tokens.', 4_096],
  ['max_tokens: 32000 > 8192, which is the maximum allowed number of output tokens', 8_192],
  ['Range of max_tokens should be [1, 8192]', 8_192],
  ['Invalid max_tokens value, the valid range of max_tokens is [1, 8,192]', 8_192],
])('%s', (message, most) => {
  expect(learn(400, error(message)).fitted.maxOutputTokens).toBe(most)
})

test('an effort that is refused gives way to the nearest one', () => {
  const { traits } = learn(
    400,
    error(
      "Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values are: 'minimal', 'low', 'medium', and 'high'.",
    ),
  )
  expect(effortFor('none', traits)).toBe('minimal')
  expect(effortFor('high', traits)).toBe('high')
})

test('a field of the agent’s own, stream options and sent reasoning are left out', () => {
  expect(learn(400, error('Unknown field top_k')).fitted.extraBody).toEqual({})
  expect(learn(400, error('stream_options is not supported')).traits.includeUsage).toBe(false)
  const { fitted } = learn(400, error("property 'reasoning_content' is unsupported in messages.1"))
  expect(fitted.messages[1]).not.toHaveProperty('carried')
})

test.each<[string, number, unknown]>([
  [
    'that reasoning is missing',
    400,
    error('Missing `reasoning_content` field in the assistant message'),
  ],
  ['a server error', 503, error('temperature sensor failed')],
  ['a wrong key', 401, error('temperature')],
  ['another refusal', 400, error('The image is too large')],
  ['an unknown model', 404, error('model "tiny" not found')],
])('nothing is learnt of %s', (_, status, body) => {
  const { isLearnt } = learn(status, body)
  const isEffort = JSON.stringify(body).includes('reasoning')
  expect(isLearnt && !isEffort).toBe(false)
})

test('the same refusal is learnt once', () => {
  const traits = newTraits()
  const failure = httpFailure(400, null, JSON.stringify(error('temperature')), [])
  expect(learnRefusal(traits, failure, fitRequest(request, traits))).toBe(true)
  expect(learnRefusal(traits, failure, fitRequest(request, traits))).toBe(false)
})
