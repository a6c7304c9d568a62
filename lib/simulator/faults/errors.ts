import type { JsonObject } from '../chat-request.ts'
import {
  content,
  data,
  done,
  type Fault,
  type FaultExpectation,
  finish,
  streamFault,
} from './fault.ts'
import type { FaultResponse } from './fault-response.ts'

const before = [content('The answer '), content('begins.')]
const soFar = 'The answer begins.'
const words = 'The flux capacitor is overloaded'
const error = { error: { message: words, type: 'server_error', param: null, code: 'overloaded' } }
const html = `<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>${words}</h1><script>alert(1)</script></body></html>`

const failed = (expected: Omit<FaultExpectation, 'outcome'>): FaultExpectation => ({
  outcome: 'error',
  ...expected,
})

type StreamRow = [name: string, description: string, expected: FaultExpectation, parts: string[]]

const inStream: StreamRow[] = [
  [
    'error-in-stream',
    'an error object after some text, status 200',
    failed({ text: soFar, code: 'provider-error', message: words }),
    [...before, data(JSON.stringify(error)), done],
  ],
  [
    'error-in-stream-first',
    'an error object as the first event, status 200',
    failed({ code: 'provider-error', message: words }),
    [data(JSON.stringify(error)), done],
  ],
  [
    'error-in-stream-event',
    'event: error after some text',
    failed({ text: soFar, code: 'provider-error', message: words }),
    [...before, `event: error\n${data(JSON.stringify(error))}`],
  ],
  [
    'error-in-stream-string',
    'the error is a string',
    failed({ text: soFar, code: 'provider-error', message: words }),
    [...before, data(JSON.stringify({ error: words }))],
  ],
  [
    'error-in-stream-beside-choices',
    'the error in a chunk with choices, finish_reason "error"',
    failed({ text: soFar, code: 'provider-error', message: words }),
    [
      ...before,
      data(
        JSON.stringify({
          ...error,
          choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
        }),
      ),
      done,
    ],
  ],
  [
    'error-in-stream-beside-text',
    'the error in a chunk with the last text',
    failed({ text: `${soFar} Last.`, code: 'provider-error', message: words }),
    [...before, data(JSON.stringify({ ...error, choices: [{ delta: { content: ' Last.' } }] }))],
  ],
  [
    'error-without-content',
    'each chunk has an error that says nothing',
    { outcome: 'complete', text: soFar },
    [...before, finish(), done].map((event) =>
      event.replace('{', '{"error":{"code":0,"message":""},'),
    ),
  ],
  [
    'error-in-stream-bare-json',
    'the error as bare JSON without data:',
    failed({ text: soFar, code: 'provider-error', message: words }),
    [...before, JSON.stringify(error)],
  ],
  [
    'broken-json-line',
    'a broken chunk in the middle',
    failed({ text: soFar, code: 'provider-bad-response' }),
    [
      ...before,
      'data: {"choices":[{"index":0,"delta":{"content":" lost\n\n',
      content(' more'),
      finish(),
      done,
    ],
  ],
]

type StatusRow = [
  name: string,
  description: string,
  status: number,
  expected: FaultExpectation,
  body: JsonObject | string,
]

const openAiError = (message: string, type: string, code: string | null) => ({
  error: { message, type, param: null, code },
})

const byStatus: StatusRow[] = [
  [
    'html-200',
    'an HTML page with status 200',
    200,
    failed({ code: 'provider-bad-response' }),
    html,
  ],
  [
    'html-502',
    'an HTML page with status 502',
    502,
    failed({ code: 'provider-error', message: words }),
    html,
  ],
  [
    'json-error-200',
    'a JSON error with status 200',
    200,
    failed({ code: 'provider-error', message: words }),
    error,
  ],
  [
    'json-other-200',
    'JSON that is no completion with status 200',
    200,
    failed({ code: 'provider-error' }),
    { errors: [words] },
  ],
  [
    'empty-200',
    'an empty body with status 200',
    200,
    failed({ code: 'provider-bad-response' }),
    '',
  ],
  [
    'http-400-context',
    'the prompt is too long',
    400,
    failed({ code: 'context-length', message: 'maximum context length is 8192 tokens' }),
    openAiError(
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
      'invalid_request_error',
      'context_length_exceeded',
    ),
  ],
  [
    'http-400',
    'a refused request',
    400,
    failed({ code: 'provider-error', message: 'temperature' }),
    openAiError("'temperature' must be at most 1.", 'invalid_request_error', null),
  ],
  [
    'http-401',
    'a wrong key',
    401,
    failed({ code: 'provider-auth' }),
    openAiError('Incorrect API key provided.', 'invalid_request_error', 'invalid_api_key'),
  ],
  [
    'http-403',
    'no right to this model',
    403,
    failed({ code: 'provider-auth', message: 'not allowed' }),
    openAiError('Your project is not allowed to use this model.', 'forbidden', null),
  ],
  [
    'http-404-model',
    'an unknown model',
    404,
    failed({ code: 'provider-not-found', message: 'does not exist' }),
    openAiError('The model `fault` does not exist.', 'invalid_request_error', 'model_not_found'),
  ],
  ['http-413', 'the request is too large', 413, failed({}), 'Payload Too Large'],
  [
    'http-500',
    'a failure of the provider',
    500,
    failed({ code: 'provider-error', message: words }),
    error,
  ],
  [
    'http-500-detail',
    'FastAPI\'s "detail"',
    500,
    failed({ code: 'provider-error', message: words }),
    { detail: words },
  ],
  [
    'http-500-message',
    'an error without "error"',
    500,
    failed({ code: 'provider-error', message: words }),
    { message: words },
  ],
  ['http-529', 'a status of its own', 529, failed({ message: words }), error],
]

export const errorFaults: Fault[] = [
  ...inStream.map(([name, description, expected, parts]) =>
    streamFault({ name, group: 'errors', description, expected, parts }),
  ),
  ...byStatus.map(([name, description, status, expected, body]) => ({
    name,
    group: 'errors' as const,
    description,
    expected,
    async respond(response: FaultResponse) {
      if (typeof body !== 'string') return response.json(status, body)
      response.open({ 'content-type': 'text/html' }, status)
      if (body) await response.write(body)
      response.end()
    },
  })),
  ...keyEchoes(),
  ...redirects(),
]

/** Errors that repeat the request's key, which a good client never shows. */
function keyEchoes(): Fault[] {
  const repeat = (response: FaultResponse) => {
    const key = (response.exchange.request.headers.authorization ?? '').replace(/^Bearer /, '')
    return openAiError(`Incorrect API key provided: ${key}.`, 'invalid_request_error', null)
  }
  return [
    {
      name: 'key-echo-401',
      group: 'errors',
      description: '401 that repeats the key',
      expected: failed({ code: 'provider-auth', message: 'Incorrect API key provided' }),
      respond: async (response) => response.json(401, repeat(response)),
    },
    {
      name: 'key-echo-html-500',
      group: 'errors',
      description: 'an HTML page with all request headers',
      expected: failed({ code: 'provider-error' }),
      async respond(response) {
        response.open({ 'content-type': 'text/html' }, 500)
        const { headers } = response.exchange.request
        await response.write(`<html><body><pre>${JSON.stringify(headers)}</pre></body></html>`)
        response.end()
      },
    },
    {
      name: 'key-echo-in-stream',
      group: 'errors',
      description: 'an error within the stream that repeats the key',
      expected: failed({ text: soFar, message: 'Incorrect API key provided' }),
      async respond(response) {
        response.open({ 'content-type': 'text/event-stream' })
        for (const part of before) await response.write(part)
        await response.write(data(JSON.stringify(repeat(response))))
        response.end()
      },
    },
  ]
}

/** Redirects. `GET /stats` counts the requests that follow them in `redirectsFollowed`. */
function redirects(): Fault[] {
  const rows = [
    ['redirect-307', 307, 'another host'],
    ['redirect-308', 308, 'another host'],
    ['redirect-302', 302, 'another host'],
    ['redirect-307-same-host', 307, 'another path'],
  ] as const
  return rows.map(([name, status, target]) => ({
    name,
    group: 'errors' as const,
    description: `${status} to ${target}`,
    expected: failed({ code: 'redirect-refused' }),
    async respond(response: FaultResponse) {
      const { localPort, localAddress } = response.exchange.request.socket
      const host = target === 'another host' ? 'localhost' : localAddress
      const location = `http://${host}:${localPort}/v1/chat/completions?redirected=1`
      response.open({ location, 'content-length': 0 }, status)
      response.end()
    },
  }))
}
