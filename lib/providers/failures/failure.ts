import { isRecord } from '#lib/contracts/is-record.ts'
import { errorCode } from '#lib/errors.ts'
import type { ModelFailure } from '../model-port.ts'
import { describeStatus, statusOfWords } from './describe-status.ts'
import { errorKinds, providerWords } from './provider-words.ts'

/** Length that is searched for the kind of an error, which stands near the beginning. */
const longestSearched = 65_536
const longestWords = 4_096

/** Failure for a provider's error response, with its own message. `secrets` never appear in it. */
export function httpFailure(
  status: number,
  retryAfter: string | null,
  body: string,
  secrets: string[],
): ModelFailure {
  const words = providerWords(body, secrets)
  const { code, retryable, text } = describeStatus(status, `${words} ${errorKinds(body)}`)
  const retryAfterMs = parseRetryAfter(retryAfter) ?? retryDelayOf(body, words)
  return {
    code,
    status,
    retryable,
    message: words ? `${text}: ${words}` : `${text}.`,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  }
}

/** Failure for an error object inside a stream or a response of status 200. */
export function streamFailure(error: unknown, secrets: string[]): ModelFailure {
  const body = asJson({ error })
  const status = isRecord(error)
    ? Number(error.code ?? error.status ?? error.status_code)
    : Number.NaN
  if (status >= 400 && status < 600) return httpFailure(status, null, body, secrets)
  const told = statusOfWords(`${body.slice(0, longestWords)} ${errorKinds(body)}`)
  if (told !== undefined) return httpFailure(told, null, body, secrets)
  const words = providerWords(body, secrets)
  return {
    code: 'provider-error',
    message: `The provider reported an error: ${words || 'no details'}`,
    retryable: true,
  }
}

/** Returns an empty text when the value is nested too deeply to serialise. */
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

/** Resource limits of this machine, which are independent of the provider. */
const ownLimits = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL']

/** Errors of undici's HTTP parser; the first is missing from undici's list of codes. */
const unreadable = new Set(['HTTPParserError', 'AssertionError'])

/** Codes of AddressRefusedError and ProviderAnswerError. */
const ownCodes = ['address-refused', 'provider-bad-response', 'output-cap']

/** Failure for a network error. */
export function networkFailure(error: unknown, secrets: string[]): ModelFailure {
  const cause = rootCause(error)
  const code = errorCode(cause)
  // Compared by code, because the connector may come from another bundle with its own classes.
  if (cause instanceof Error && ownCodes.includes(code))
    return { code, message: cause.message, retryable: false }
  const is = (kind: string, message: string, retryable = true): ModelFailure => ({
    code: kind,
    message,
    retryable,
  })
  const specified = byCode[code]
  if (specified) return is(...specified)
  if (ownLimits.includes(code))
    return is(
      'server-limit',
      'This server cannot open another connection: it has too many open files. Its admin can raise the limit (ulimit -n).',
    )
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
  // For example a key with characters that are invalid in a header.
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

/** Delay in the body: Gemini's RetryInfo, or "try again in 1.5s". */
function retryDelayOf(body: string, words: string): number | undefined {
  const [, seconds] =
    /"retryDelay"\s*:\s*"([\d.]{1,12})s"/.exec(body.slice(0, longestSearched)) ?? []
  if (seconds !== undefined) return Number(seconds) * 1000
  const [, amount, unit] = /(?:try again|retry) in ([\d.]{1,12}) ?(ms|s)\b/i.exec(words) ?? []
  if (amount === undefined) return undefined
  const ms = Number(amount) * (unit === 'ms' ? 1 : 1000)
  return Number.isFinite(ms) ? ms : undefined
}

/** Converts seconds or an HTTP date to milliseconds from now; undefined for any other value. */
function parseRetryAfter(value: string | null): number | undefined {
  if (value === null || value.trim() === '') return undefined
  const seconds = Number(value)
  // A number beyond the range of a double is treated as the longest delay.
  if (seconds === Number.POSITIVE_INFINITY) return Number.MAX_SAFE_INTEGER
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

/** A response that is rejected despite a successful HTTP status; the message is shown to people. */
export class ProviderAnswerError extends Error {
  readonly code: 'provider-bad-response' | 'output-cap'

  constructor(code: ProviderAnswerError['code'], message: string) {
    super(message)
    this.code = code
  }
}
