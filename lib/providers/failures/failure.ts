import { isRecord } from '#lib/contracts/is-record.ts'
import { errorCode } from '#lib/errors.ts'
import type { ModelFailure } from '../model-port.ts'
import { errorKinds, providerWords } from './provider-words.ts'

/** A provider's error answer, in its own words. `secrets` never appear in the result. */
export function httpFailure(
  status: number,
  retryAfter: string | null,
  body: string,
  secrets: string[],
): ModelFailure {
  const words = providerWords(body, secrets)
  const { code, retryable, text } = describeStatus(status, `${words} ${errorKinds(body)}`)
  const retryAfterMs = parseRetryAfter(retryAfter)
  return {
    code,
    status,
    retryable,
    message: words ? `${text}: ${words}` : `${text}.`,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  }
}

const tooLong =
  /context.{0,20}(length|window|size)|maximum context|too many tokens|prompt is too long/i
const usedUp =
  /insufficient.?(quota|balance|funds|credit)|exceeded.?(your.?)?current.?quota|free allocated quota|(quota|balance|credits?).{0,12}(exhausted|used up)|out of credits?|credit balance|billing.?(hard.?)?limit|arrearage|余额不足|欠费/i

function describeStatus(status: number, words: string) {
  const is = (code: string, retryable: boolean, text: string) => ({ code, retryable, text })
  if (status >= 300 && status < 400) {
    return is(
      'redirect-refused',
      false,
      'The provider redirects to another address, which Lumos does not follow. Check its base URL',
    )
  }
  if (status < 500 && tooLong.test(words))
    return is('context-length', false, 'The conversation is too long for this model')
  if (status === 402 || usedUp.test(words))
    return is('provider-quota', false, 'The quota at the provider is used up')
  if (status === 401 || status === 403)
    return is('provider-auth', false, 'The provider refused the API key')
  if (status === 404)
    return is('provider-not-found', false, 'The provider does not know this model or address')
  if (status === 413)
    return is('context-length', false, 'The request is too large for the provider')
  if (status === 429)
    return is('provider-rate-limit', true, 'The provider limits the rate of requests')
  if (status >= 500) return is('provider-error', true, `The provider failed (HTTP ${status})`)
  return is('provider-error', false, `The provider refused the request (HTTP ${status})`)
}

/** An error object inside a stream or a 200 answer. */
export function streamFailure(error: unknown, secrets: string[]): ModelFailure {
  const body = asJson({ error })
  const status = isRecord(error)
    ? Number(error.code ?? error.status ?? error.status_code)
    : Number.NaN
  if (status >= 400 && status < 600) return httpFailure(status, null, body, secrets)
  const kinds = errorKinds(body)
  if (tooLong.test(`${body} ${kinds}`)) return httpFailure(400, null, body, secrets)
  if (usedUp.test(`${body} ${kinds}`)) return httpFailure(402, null, body, secrets)
  if (/rate.?limit/i.test(kinds)) return httpFailure(429, null, body, secrets)
  const words = providerWords(body, secrets)
  return {
    code: 'provider-error',
    message: `The provider reported an error: ${words || 'no details'}`,
    retryable: true,
  }
}

/** Nested too deeply to be written or to say anything: nothing. */
function asJson(value: object): string {
  try {
    return JSON.stringify(value)
  } catch {
    return ''
  }
}

const byCode: Record<string, [code: string, message: string]> = {
  ECONNREFUSED: [
    'provider-refused-connection',
    'Nothing answers at the provider’s address. Is the server running?',
  ],
  ENOTFOUND: [
    'provider-unknown-host',
    'The provider’s host name cannot be found. Check its base URL.',
  ],
  EAI_AGAIN: [
    'provider-unknown-host',
    'The provider’s host name cannot be looked up at the moment.',
  ],
  UND_ERR_CONNECT_TIMEOUT: ['deadline-connect', 'The provider could not be reached in time.'],
}
const closedCodes = [
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_ABORTED',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'ERR_STREAM_PREMATURE_CLOSE',
]

/** What undici's parser throws: the first is not in its list of codes. */
const unreadable = new Set(['HTTPParserError', 'AssertionError'])

/** Of AddressRefusedError and ProviderAnswerError. */
const ownCodes = ['address-refused', 'provider-bad-response', 'output-cap']

/** A failure of the network. */
export function networkFailure(error: unknown, secrets: string[]): ModelFailure {
  const cause = rootCause(error)
  const code = errorCode(cause)
  // Known by their code: the connector may be another bundle's, with classes of its own.
  if (cause instanceof Error && ownCodes.includes(code))
    return { code, message: cause.message, retryable: false }
  const is = (kind: string, message: string, retryable = true): ModelFailure => ({
    code: kind,
    message,
    retryable,
  })
  const specified = byCode[code]
  if (specified) return is(...specified)
  if (closedCodes.includes(code)) return is('provider-reset', 'The provider closed the connection.')
  const isUnreadable = cause instanceof Error && unreadable.has(cause.name)
  if (isUnreadable || /^(HPE_|Z_|ERR_BROTLI|ZSTD|UND_ERR_HEADERS_OVERFLOW)/.test(code))
    return is('provider-bad-response', 'The provider’s answer is damaged: it is not valid HTTP.')
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG')
    return is(
      'provider-tls',
      'The provider does not speak HTTPS at this address. Does its base URL begin with “http://”?',
      false,
    )
  if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_SHARED_CIPHER|HANDSHAKE_FAILURE/.test(code))
    return is('provider-tls', 'The provider speaks only a version of TLS that is not safe.', false)
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/.test(code))
    return is('provider-tls', certificateProblem(code), false)
  if (cause instanceof RangeError)
    return is('provider-bad-response', 'The provider’s answer is nested too deeply to be read.')
  const words = providerWords(cause instanceof Error ? cause.message : String(cause), secrets)
  // Such as a key with characters that a header cannot carry.
  if (code === 'UND_ERR_INVALID_ARG')
    return is('provider-error', `The request cannot be sent: ${words}`, false)
  return is('provider-unreachable', `The provider cannot be reached: ${words}`)
}

function certificateProblem(code: string): string {
  if (code === 'CERT_HAS_EXPIRED')
    return 'The provider’s certificate has expired. Whoever runs the provider must renew it.'
  if (code === 'CERT_NOT_YET_VALID')
    return 'The provider’s certificate is not valid yet. Is the clock of this server right?'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'The provider’s certificate is for another host name. Check its base URL.'
  const kind = code.includes('SELF_SIGNED') ? 'is self-signed' : 'is of an unknown authority'
  return `The provider’s certificate ${kind} and is not trusted. To trust it, start Lumos with NODE_EXTRA_CA_CERTS set to its file.`
}

function rootCause(error: unknown): unknown {
  if (error instanceof AggregateError) return rootCause(error.errors[0])
  return error instanceof Error && error.cause !== undefined ? rootCause(error.cause) : error
}

/** Seconds or an HTTP date → milliseconds from now; undefined for anything else. */
function parseRetryAfter(value: string | null): number | undefined {
  if (value === null || value.trim() === '') return undefined
  const seconds = Number(value)
  // More than a number holds is very long.
  if (seconds === Number.POSITIVE_INFINITY) return Number.MAX_SAFE_INTEGER
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

/** An answer that is refused although HTTP is content; the message is for people. */
export class ProviderAnswerError extends Error {
  readonly code: 'provider-bad-response' | 'output-cap'

  constructor(code: ProviderAnswerError['code'], message: string) {
    super(message)
    this.code = code
  }
}
