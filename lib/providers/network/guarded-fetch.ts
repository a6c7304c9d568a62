import {
  type Dispatcher,
  type RequestInit as UndiciRequestInit,
  fetch as undiciFetch,
} from 'undici'
import { ProviderAnswerError } from '../failures/failure.ts'
import { providerWords } from '../failures/provider-words.ts'

/** Bytes of one answer, at most. */
const longestAnswer = 32 * 1024 * 1024
const longestErrorBody = 65_536
/** The words of an error come with its status, or are not waited for. */
const errorBodyMs = 500

/**
 * A `fetch` for SDKs that stream: our connections; a redirect is an answer and never followed; what
 * is no event stream, and an endless body, fail with a ProviderAnswerError.
 */
export function guardedFetch(dispatcher: Dispatcher, secrets: string[]): typeof globalThis.fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const options = { ...init, dispatcher, redirect: 'manual' }
    // undici's types and the platform's describe the same objects.
    const response = (await undiciFetch(url, options as UndiciRequestInit)) as unknown as Response
    const { status, headers, body } = response
    if (response.ok) {
      const headers = { 'content-type': 'text/event-stream' }
      return new Response(eventBody(body, secrets), { headers })
    }
    const text = body ? await errorBody(body) : ''
    if (status <= 599) return errorResponse(status, headers, text)
    const words = providerWords(text, secrets)
    const message = `The provider failed (HTTP ${status})${words && `: ${words}`}`
    throw new ProviderAnswerError('provider-bad-response', message)
  }
}

/**
 * Not the platform's own way to read an iterable: it closes a stream that its reader has left, which
 * nobody can catch, and the request would stay open until the provider says something more.
 */
function eventBody(body: ReadableStream<Uint8Array> | null, secrets: string[]) {
  const reader = body?.getReader()
  const chunks = events(reader, secrets)
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader?.cancel(reason),
  })
}

/** The body up to its end or what it may be; a body that breaks off after the last event has ended. */
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
    // Too long: what is left is not read.
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

/** The last event of Anthropic, OpenAI's Responses and Gemini. */
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
    // The status and the words so far tell more than how the body broke off.
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
