import { complete, content, data, type Fault, type FaultExpectation, plainStream } from './fault.ts'
import type { FaultResponse } from './fault-response.ts'

const limitWords = 'Rate limit reached for requests'
const rateLimit = {
  error: { message: `${limitWords}.`, type: 'requests', param: null, code: 'rate_limit_exceeded' },
}
const quotaWords = 'You exceeded your current quota'
const quota = {
  error: {
    message: `${quotaWords}, please check your plan and billing details.`,
    type: 'insufficient_quota',
    param: null,
    code: 'insufficient_quota',
  },
}
const busyWords = 'Service is busy'
const busy = { error: { message: busyWords, type: 'server_error', param: null, code: null } }

const limited: FaultExpectation = {
  outcome: 'error',
  code: 'provider-rate-limit',
  message: limitWords,
}
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString()

interface Row {
  name: string
  description: string
  status: number
  body: unknown
  retryAfter?: () => string
  /** Later attempts of the conversation succeed. */
  isOnce?: true
  expected: FaultExpectation
}

const rows: Row[] = [
  {
    name: 'http-429',
    description: 'no Retry-After',
    status: 429,
    body: rateLimit,
    expected: limited,
  },
  {
    name: 'http-429-retry-after',
    description: 'Retry-After: 1, each time',
    status: 429,
    body: rateLimit,
    retryAfter: () => '1',
    expected: limited,
  },
  {
    name: 'http-429-retry-after-endless',
    description: 'Retry-After: 1e400',
    status: 429,
    body: rateLimit,
    retryAfter: () => '1e400',
    expected: limited,
  },
  {
    name: 'http-429-retry-after-long',
    description: 'Retry-After: 3600',
    status: 429,
    body: rateLimit,
    retryAfter: () => '3600',
    expected: limited,
  },
  {
    name: 'http-429-retry-after-junk',
    description: 'Retry-After: soon',
    status: 429,
    body: rateLimit,
    retryAfter: () => 'soon',
    expected: limited,
  },
  {
    name: 'http-429-once',
    description: 'Retry-After: 1, then an answer',
    status: 429,
    body: rateLimit,
    retryAfter: () => '1',
    isOnce: true,
    expected: complete,
  },
  {
    name: 'http-429-once-date',
    description: 'Retry-After as a date in a second or two, then an answer',
    status: 429,
    body: rateLimit,
    retryAfter: () => inSeconds(2),
    isOnce: true,
    expected: complete,
  },
  {
    name: 'http-503-once',
    description: '503 with Retry-After: 1, then an answer',
    status: 503,
    body: busy,
    retryAfter: () => '1',
    isOnce: true,
    expected: complete,
  },
  {
    name: 'http-503-retry-after-long',
    description: '503 with Retry-After: 3600',
    status: 503,
    body: busy,
    retryAfter: () => '3600',
    expected: { outcome: 'error', message: busyWords },
  },
  {
    name: 'http-429-quota',
    description: 'quota exhausted, with Retry-After: 1; a second request is counted',
    status: 429,
    body: quota,
    retryAfter: () => '1',
    expected: { outcome: 'error', code: 'provider-quota', message: quotaWords },
  },
]

export const rateLimitFaults: Fault[] = [
  ...rows.map(({ name, description, expected, ...row }) => ({
    name,
    group: 'errors' as const,
    description,
    expected,
    respond: (response: FaultResponse) => respond(response, row),
  })),
  {
    name: 'rate-limit-in-stream',
    group: 'errors',
    description: 'a rate limit after some text: too late for another attempt',
    expected: { outcome: 'error', text: 'The answer begins.', message: limitWords },
    async respond(response) {
      response.open({ 'content-type': 'text/event-stream' })
      await response.write(content('The answer '))
      await response.write(content('begins.'))
      await response.write(data(JSON.stringify(rateLimit)))
      response.end()
    },
  },
]

async function respond(
  response: FaultResponse,
  row: Pick<Row, 'status' | 'body' | 'retryAfter' | 'isOnce'>,
) {
  if (row.isOnce && response.attempt % 2 === 1) {
    response.open({ 'content-type': 'text/event-stream' })
    for (const part of plainStream) await response.write(part)
    response.end()
    return
  }
  response.json(row.status, row.body, { 'retry-after': row.retryAfter?.() })
}
