import { expect, test } from 'vitest'
import { httpFailure, networkFailure, streamFailure } from './failure.ts'

const gemini = (message: string, quotaId: string) => ({
  error: {
    code: 429,
    message,
    status: 'RESOURCE_EXHAUSTED',
    details: [
      { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaId }] },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '31s' },
    ],
  },
})
const error = (message: string, more: object = {}) => ({ error: { message, ...more } })

test.each<[string, number, unknown, string]>([
  [
    'Gemini, per minute',
    429,
    gemini(
      'You exceeded your current quota, please check your plan and billing details.',
      'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
    ),
    'provider-rate-limit',
  ],
  [
    'Gemini, per day',
    429,
    gemini('You exceeded your current quota.', 'GenerateRequestsPerDayPerProjectPerModel-FreeTier'),
    'provider-quota',
  ],
  [
    'Gemini in an array',
    429,
    [
      gemini(
        'You exceeded your current quota.',
        'GenerateContentInputTokensPerModelPerMinute-FreeTier',
      ),
    ],
    'provider-rate-limit',
  ],
  [
    'OpenAI',
    429,
    error('You exceeded your current quota.', { code: 'insufficient_quota' }),
    'provider-quota',
  ],
  [
    'Anthropic',
    400,
    error('Your credit balance is too low to access the Anthropic API.'),
    'provider-quota',
  ],
  ['DeepSeek', 402, error('Insufficient Balance'), 'provider-quota'],
  ['Zhipu', 429, error('余额不足或无可用资源包,请充值。', { code: '1113' }), 'provider-quota'],
  [
    'Groq',
    429,
    error(
      'Rate limit reached for model `x` in organization `y` on tokens per minute (TPM): Limit 6000. Please try again in 7.5s.',
    ),
    'provider-rate-limit',
  ],
  [
    'Moonshot',
    429,
    error('The engine is currently overloaded, please try again later'),
    'provider-rate-limit',
  ],
  [
    'Gemini’s key',
    400,
    error('API key not valid. Please pass a valid API key.', { status: 'INVALID_ARGUMENT' }),
    'provider-auth',
  ],
  [
    'xAI’s key',
    400,
    {
      code: 'Client specified an invalid argument',
      error:
        'Incorrect API key provided: xa***. You can obtain an API key from https://console.x.ai.',
    },
    'provider-auth',
  ],
  ['Chinese key', 401, error('令牌已过期或验证不正确'), 'provider-auth'],
  [
    'Moonshot’s length',
    400,
    error('Invalid request: total length of all messages is too long'),
    'context-length',
  ],
  [
    'Gemini’s length',
    400,
    error(
      'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
    ),
    'context-length',
  ],
  [
    'OpenAI’s length',
    400,
    error('This model’s maximum context length is 8192 tokens.', {
      code: 'context_length_exceeded',
    }),
    'context-length',
  ],
  [
    'Anthropic’s length',
    400,
    error('prompt is too long: 250000 tokens > 200000 maximum'),
    'context-length',
  ],
  [
    'llama.cpp’s length',
    400,
    error('the request exceeds the available context size', { type: 'exceed_context_size_error' }),
    'context-length',
  ],
  ['Qwen’s length', 400, error('Range of input length should be [1, 30720]'), 'context-length'],
  ['Chinese length', 400, error('输入内容过长'), 'context-length'],
  ['a model', 400, error('Invalid model', { code: 'model_not_found' }), 'provider-not-found'],
  ['DeepSeek’s model', 400, error('Model Not Exist'), 'provider-not-found'],
  ['OpenRouter’s model', 400, error('acme/x is not a valid model ID'), 'provider-not-found'],
  [
    'Groq’s model',
    400,
    error('The model `x` has been decommissioned and is no longer supported.', {
      code: 'model_decommissioned',
    }),
    'provider-not-found',
  ],
  [
    'Azure’s filter',
    400,
    error(
      'The response was filtered due to the prompt triggering Azure OpenAI’s content management policy.',
      { code: 'content_filter' },
    ),
    'content-filter',
  ],
  [
    'DashScope’s filter',
    400,
    { code: 'data_inspection_failed', message: 'Input data may contain inappropriate content.' },
    'content-filter',
  ],
  ['DeepSeek’s filter', 400, error('Content Exists Risk'), 'content-filter'],
  [
    'llama.cpp loads',
    503,
    error('Loading model', { type: 'unavailable_error' }),
    'provider-loading',
  ],
  [
    'Hugging Face loads',
    503,
    { error: 'Model acme/x is currently loading', estimated_time: 20 },
    'provider-loading',
  ],
  ['another 503', 503, error('Service unavailable'), 'provider-error'],
  [
    'Groq’s tool call',
    400,
    error('Failed to call a function. Please adjust your prompt.', { code: 'tool_use_failed' }),
    'tool-use-failed',
  ],
  ['any other refusal', 400, error('The temperature must be below 2.'), 'provider-error'],
  ['a word in passing', 400, error('Unsupported image type'), 'provider-error'],
])('%s', (_, status, body, code) => {
  expect(httpFailure(status, null, JSON.stringify(body), [])).toMatchObject({ code })
})

test.each([
  ['Gemini’s RetryInfo', gemini('Quota', 'PerMinute'), 31_000],
  ['words', error('Please try again in 7.5s.'), 7_500],
  ['milliseconds', error('Please try again in 250ms.'), 250],
])('the wait of %s is read', (_, body, ms) => {
  expect(httpFailure(429, null, JSON.stringify(body), []).retryAfterMs).toBe(ms)
})

test.each<[string, unknown, string]>([
  [
    'OpenRouter’s raw JSON',
    error('Provider returned error', {
      metadata: { raw: '{"error":{"message":"Too many images: tiny-reason-77"}}' },
    }),
    'tiny-reason-77',
  ],
  [
    'OpenRouter’s raw text',
    error('Provider returned error', { metadata: { raw: 'busy upstream, wait' } }),
    'busy upstream',
  ],
  [
    'FastAPI',
    { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }] },
    'stream_options: Extra',
  ],
  [
    'a failed response',
    {
      type: 'response.failed',
      response: { error: { code: 'server_error', message: 'All asleep' } },
    },
    'All asleep',
  ],
  ['a parameter', error('Unsupported value', { param: 'temperature' }), 'temperature'],
])('the reason in %s is told', (_, body, words) => {
  const { message } = httpFailure(400, null, JSON.stringify(body), [])
  expect(message).toContain(words)
  expect(message).not.toContain('{')
})

test.each<[string, unknown, string]>([
  [
    'Anthropic is overloaded',
    { type: 'overloaded_error', message: 'Overloaded' },
    'provider-error',
  ],
  ['a rate limit', { type: 'rate_limit_error', message: 'Slow down' }, 'provider-rate-limit'],
  ['a key', { message: 'Incorrect API key provided' }, 'provider-auth'],
  [
    'a tool call',
    { code: 'tool_use_failed', message: 'Failed to call a function.' },
    'tool-use-failed',
  ],
])('within a stream: %s', (_, told, code) => {
  expect(streamFailure(told, [])).toMatchObject({ code })
})

test('a file descriptor that this server lacks is not the provider’s failure', () => {
  const refused = Object.assign(new Error('connect EMFILE'), { code: 'EMFILE' })
  expect(networkFailure(refused, [])).toMatchObject({ code: 'server-limit' })
})
