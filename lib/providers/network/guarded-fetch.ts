import {
  type Dispatcher,
  type RequestInit as UndiciRequestInit,
  fetch as undiciFetch,
} from 'undici'
import { isRecord } from '#lib/contracts/is-record.ts'
import { ProviderAnswerError } from '../failures/failure.ts'
import { providerWords } from '../failures/provider-words.ts'
import { createEventRepairer, type EventRepair } from './repaired-events.ts'

/** Longest answer in bytes. */
const longestAnswer = 32 * 1024 * 1024
const longestErrorBody = 65_536
/** Longest wait for the body of an error response. */
const errorBodyMs = 500

/** Changes to one request and its answer. */
export interface Exchange {
  /** Returns the fields to send for the body's fields. */
  changeBody?(body: Record<string, unknown>): Record<string, unknown>
  repair?: EventRepair
}

/**
 * A `fetch` for streaming SDKs over the provider's pool. Redirects are returned and not followed. A
 * response that is not an event stream, or exceeds the limit, fails with a ProviderAnswerError.
 */
export function guardedFetch(
  dispatcher: Dispatcher,
  secrets: string[],
  { changeBody, repair }: Exchange = {},
): typeof globalThis.fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const body = changeBody ? changedBody(init?.body, changeBody) : init?.body
    const options = { ...init, body, dispatcher, redirect: 'manual' }
    // Undici's types and the platform's describe the same objects.
    const response = (await undiciFetch(url, options as UndiciRequestInit)) as unknown as Response
    const { status, headers, body: answer } = response
    if (response.ok) {
      const headers = { 'content-type': 'text/event-stream' }
      return new Response(eventBody(answer, secrets, repair), { headers })
    }
    const text = answer ? await errorBody(answer) : ''
    if (status <= 599) return errorResponse(status, headers, text)
    const words = providerWords(text, secrets)
    const message = `The provider failed (HTTP ${status})${words && `: ${words}`}`
    throw new ProviderAnswerError('provider-bad-response', message)
  }
}

/**
 * Replaces the platform's conversion of an iterable to a stream. After the reader has cancelled,
 * that conversion closes the stream again, which throws an error that cannot be caught, and it
 * leaves the request open until the next chunk arrives.
 */
function eventBody(
  body: ReadableStream<Uint8Array> | null,
  secrets: string[],
  repair: EventRepair | undefined,
) {
  const reader = body?.getReader()
  const source = events(reader, secrets)
  const chunks = repair ? repaired(source, repair) : source
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader?.cancel(reason),
  })
}

async function* repaired(
  chunks: AsyncGenerator<Uint8Array, undefined>,
  repair: EventRepair,
): AsyncGenerator<Uint8Array, undefined> {
  const repairer = createEventRepairer(repair)
  for await (const chunk of chunks) {
    const bytes = repairer.push(chunk)
    if (bytes.length > 0) yield bytes
  }
  const rest = repairer.end()
  if (rest.length > 0) yield rest
}

function changedBody(
  body: BodyInit | null | undefined,
  changeBody: NonNullable<Exchange['changeBody']>,
): BodyInit | null | undefined {
  const fields: unknown = typeof body === 'string' ? JSON.parse(body) : undefined
  return isRecord(fields) ? JSON.stringify(changeBody(fields)) : body
}

/**
 * Yields the body up to its end or the size limit. A body that breaks off after the last event
 * counts as ended.
 */
async function* events(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  secrets: string[],
): AsyncGenerator<Uint8Array, undefined> {
  const decoder = new TextDecoder()
  let size = 0
  let isStream = false
  let words = ''
  let last = ''
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      const chunk = read.value
      size += chunk.length
      if (size > longestAnswer)
        throw new ProviderAnswerError('output-cap', 'The answer was too long and was cut.')
      const text = decoder.decode(chunk, { stream: true })
      last = last.slice(-longestMark) + text
      isStream ||= /^data:/m.test(last)
      if (!isStream && words.length < longestErrorBody) words += text
      yield chunk
    }
  } catch (error) {
    // The answer is too long, so the rest is not read.
    if (error instanceof ProviderAnswerError) reader?.cancel().catch(() => undefined)
    if (error instanceof ProviderAnswerError || !endMark.test(last)) throw error
  }
  if (isStream) return
  const message = providerWords(words, secrets, 200)
  throw new ProviderAnswerError(
    'provider-bad-response',
    message
      ? `The provider answered with something else than a completion. Check its base URL. It says: ${message}`
      : 'The provider sent an empty answer.',
  )
}

/** The last event of Anthropic's API, OpenAI's Responses API and Gemini. */
const endMark = /"message_stop"|"response\.(completed|incomplete)"|"finishReason"/
const longestMark = 4_096

async function errorBody(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  const limit = setTimeout(() => void reader.cancel(), errorBodyMs)
  let text = ''
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      text += decoder.decode(read.value, { stream: true })
      if (text.length > longestErrorBody) break
    }
  } catch {
    // The status and the text received so far say more than the failure of the body.
  } finally {
    clearTimeout(limit)
    reader.cancel().catch(() => undefined)
  }
  return text
}

function errorResponse(status: number, headers: Headers, text: string): Response {
  const retryAfter = headers.get('retry-after')
  return new Response(status === 304 ? null : text, {
    status,
    headers: { ...(retryAfter !== null && { 'retry-after': retryAfter }) },
  })
}
