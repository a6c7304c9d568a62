import { isRecord } from '#lib/contracts/is-record.ts'
import { cleanText } from './clean-text.ts'
import { redact } from './redact.ts'

const longestWords = 500
/** Length that is searched for an error's message, which stands near the beginning. */
const longestBody = 65_536

/** Message in an error body of any format: JSON of several dialects, HTML or plain text. */
export function providerWords(body: string, secrets: string[], longest = longestWords): string {
  const text = body.slice(0, longestBody).trim()
  const line = oneLine(jsonWords(text) ?? plainWords(text))
  // Shortened before the search for secrets to bound its time, and again after it.
  return shorten(redact(line.slice(0, 2 * longest), secrets), longest)
}

function jsonWords(text: string): string | undefined {
  try {
    const json: unknown = JSON.parse(text)
    // Gemini wraps its errors in an array.
    const first: unknown = Array.isArray(json) ? json[0] : json
    return wordsOf(isRecord(first) ? errorIn(first) : first)
  } catch {
    return undefined
  }
}

/** The Responses API sends the failed response, which contains the error. */
function errorIn(body: Record<string, unknown>): unknown {
  const { error, response } = body
  return error ?? (isRecord(response) && response.error ? response.error : body)
}

function wordsOf(error: unknown): string | undefined {
  if (typeof error === 'string') return error
  if (Array.isArray(error)) return wordsOf(error[0])
  if (!isRecord(error)) return undefined
  const { message, detail, msg, error: inner, errors, status_msg: status, text } = error
  const words = message ?? detail ?? msg ?? inner ?? errors ?? status ?? text
  // FastAPI lists the errors of each field.
  if (Array.isArray(words)) return words.map((item) => fieldWordsOf(item) ?? '').join(' ')
  return typeof words === 'string' ? withReason(words, error) : wordsOf(words)
}

/** FastAPI names the field outside the message. */
function fieldWordsOf(item: unknown): string | undefined {
  const words = wordsOf(item)
  const place = isRecord(item) && Array.isArray(item.loc) ? item.loc.slice(1).join('.') : ''
  return place && words ? `${place}: ${words}` : words
}

/**
 * A proxy's error contains the error of the upstream provider (OpenRouter); others name a
 * parameter.
 */
function withReason(words: string, { metadata, param }: Record<string, unknown>): string {
  const raw = isRecord(metadata) ? metadata.raw : undefined
  const reason = typeof raw === 'string' ? (jsonWords(raw) ?? raw) : wordsOf(raw)
  if (reason && !words.includes(reason)) return `${words}: ${reason}`
  return typeof param === 'string' && param !== '' && !words.includes(param)
    ? `${words} (${param})`
    : words
}

function plainWords(text: string): string {
  const isHtml = /<(!doctype|html|head|body|title|h1|p)\b/i.test(text)
  if (!isHtml) return text
  const withoutCode = text.replaceAll(/<(script|style)\b[\s\S]*?(<\/\1>|$)/gi, ' ')
  return withoutCode.replaceAll(/<[^>]*(>|$)/g, ' ')
}

/** Makes the text one line without invisible characters, which could hide a secret. */
function oneLine(text: string): string {
  return text
    .replaceAll(/&#(?:x([0-9a-f]{1,5})|(\d{1,6}));/gi, (_, hex: string, decimal: string) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
    .replaceAll(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function shorten(text: string, longest: number): string {
  const line = cleanText(text)
  return line.length > longest ? cleanText(`${line.slice(0, longest - 1)}…`) : line
}

/** The machine-readable kind of an error, e.g. `insufficient_quota`. */
export function errorKinds(body: string): string {
  const found = body
    .slice(0, longestBody)
    .matchAll(/"(?:code|type|status|reason|quotaId|quotaMetric)"\s*:\s*"([\w./-]{1,200})"/gi)
  const hasDelay = /"retryDelay"/.test(body.slice(0, longestBody)) ? ' retryDelay' : ''
  return [...found].map(([, kind]) => kind).join(' ') + hasDelay
}
