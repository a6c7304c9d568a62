import { errorCode } from '#lib/error-code.ts'
import { AddressRefusedError } from './address-guard.ts'
import type { ModelFailure } from './model-port.ts'

const longestMessage = 500

/** A provider's error answer, in its own words. `secrets` never appear in the result. */
export function httpFailure(
  status: number,
  retryAfter: string | null,
  body: string,
  secrets: string[],
): ModelFailure {
  const words = redact(providerWords(body), secrets)
  const { code, retryable, text } = describeStatus(status, `${words} ${errorKind(body)}`)
  return {
    code,
    status,
    retryable,
    message: words ? `${text}: ${words}` : `${text}.`,
    ...(retryAfter !== null && { retryAfterMs: parseRetryAfter(retryAfter) }),
  }
}

function describeStatus(status: number, words: string) {
  const is = (code: string, retryable: boolean, text: string) => ({ code, retryable, text })
  if (status >= 300 && status < 400) {
    return is(
      'redirect-refused',
      false,
      'The provider redirects to another address, which Lumos does not follow. Check its base URL',
    )
  }
  if (
    /context.{0,20}(length|window)|maximum context|too many tokens|prompt is too long/i.test(words)
  ) {
    return is('context-length', false, 'The conversation is too long for this model')
  }
  if (status === 401 || status === 403) {
    return is('provider-auth', false, 'The provider refused the API key')
  }
  if (status === 404)
    return is('provider-not-found', false, 'The provider does not know this model or address')
  if (status === 413)
    return is('context-length', false, 'The request is too large for the provider')
  if (status === 402 || /insufficient_quota|quota|balance|billing/i.test(words)) {
    return is('provider-quota', false, 'The quota at the provider is used up')
  }
  if (status === 429)
    return is('provider-rate-limit', true, 'The provider limits the rate of requests')
  if (status >= 500) return is('provider-error', true, `The provider failed (HTTP ${status})`)
  return is('provider-error', false, `The provider refused the request (HTTP ${status})`)
}

/** An error object inside a stream or a 200 answer. */
export function streamFailure(error: unknown, secrets: string[]): ModelFailure {
  const body = JSON.stringify({ error })
  const words = redact(providerWords(body), secrets)
  const code = isRecord(error) ? Number(error.code ?? error.status) : Number.NaN
  if (code >= 400 && code < 600) return httpFailure(code, null, body, secrets)
  if (/context.{0,20}(length|window)/i.test(words)) return httpFailure(400, null, body, secrets)
  return {
    code: 'provider-error',
    message: `The provider reported an error: ${words || 'no details'}`,
    retryable: true,
  }
}

/** A failure of the network. */
export function networkFailure(error: unknown, secrets: string[]): ModelFailure {
  const cause = rootCause(error)
  if (cause instanceof AddressRefusedError) {
    return { code: 'address-refused', message: cause.message, retryable: false }
  }
  const code = errorCode(cause)
  const is = (kind: string, message: string): ModelFailure => ({
    code: kind,
    message,
    retryable: true,
  })
  if (code === 'ECONNREFUSED')
    return is(
      'provider-refused-connection',
      'Nothing answers at the provider’s address. Is the server running?',
    )
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return is(
      'provider-unknown-host',
      'The provider’s host name cannot be found. Check its base URL.',
    )
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return is('deadline-connect', 'The provider could not be reached in time.')
  if (/CERT|TLS|SSL|SELF_SIGNED/.test(code))
    return is('provider-tls', 'The provider’s certificate cannot be trusted.')
  if (
    [
      'ECONNRESET',
      'UND_ERR_SOCKET',
      'EPIPE',
      'UND_ERR_ABORTED',
      'ERR_STREAM_PREMATURE_CLOSE',
    ].includes(code)
  ) {
    return is('provider-reset', 'The provider closed the connection.')
  }
  const words = redact(cause instanceof Error ? cause.message : String(cause), secrets)
  return is('provider-unreachable', `The provider cannot be reached: ${shorten(words)}`)
}

function rootCause(error: unknown): unknown {
  if (error instanceof AggregateError) return rootCause(error.errors[0])
  return error instanceof Error && error.cause !== undefined ? rootCause(error.cause) : error
}

/** What the body says, whatever its shape: JSON of several dialects, HTML or plain text. */
function providerWords(body: string): string {
  const text = body.trim()
  try {
    const json: unknown = JSON.parse(text)
    const error = isRecord(json) ? (json.error ?? json) : json
    if (typeof error === 'string') return shorten(error)
    if (isRecord(error)) {
      const words = error.message ?? error.detail ?? error.msg ?? error.error
      if (typeof words === 'string') return shorten(words)
    }
    return shorten(text)
  } catch {
    const isHtml = /<(!doctype|html|head|body|title|h1|p)\b/i.test(text)
    return shorten(isHtml ? text.replaceAll(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ') : text)
  }
}

function errorKind(body: string): string {
  return /"(?:code|type)"\s*:\s*"([a-z_]+)"/i.exec(body)?.[1] ?? ''
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('\0', '').trim().toWellFormed()
  return line.length > longestMessage ? `${line.slice(0, longestMessage - 1)}…` : line
}

/** Removes secrets, also when only their beginning or end is repeated. */
export function redact(text: string, secrets: string[]): string {
  let safe = text
  for (const secret of secrets) {
    if (secret.length < 6) continue
    safe = safe.replaceAll(secret, '[key]')
    if (secret.length < 12) continue
    const parts = [secret.slice(0, 8), secret.slice(-8)]
    safe = safe.replaceAll(/\S+/g, (word) =>
      parts.some((part) => word.includes(part)) ? '[key]' : word,
    )
  }
  return safe
}

/** Seconds or an HTTP date → milliseconds from now. */
function parseRetryAfter(value: string): number {
  const seconds = Number(value)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : 0
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
