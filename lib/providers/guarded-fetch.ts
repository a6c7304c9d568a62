import {
  type Dispatcher,
  type RequestInit as UndiciRequestInit,
  fetch as undiciFetch,
} from 'undici'
import { ProviderAnswerError } from './provider-answer-error.ts'
import { providerWords } from './provider-words.ts'

/** Bytes of one answer, at most. */
const longestAnswer = 32 * 1024 * 1024

/**
 * A `fetch` for SDKs: our connections; a redirect is an answer and never followed; a page where an
 * answer should be, and an endless body, fail with a ProviderAnswerError.
 */
export function guardedFetch(dispatcher: Dispatcher, secrets: string[]): typeof globalThis.fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const options = { ...init, dispatcher, redirect: 'manual' }
    // undici's types and the platform's describe the same objects.
    const response = (await undiciFetch(url, options as UndiciRequestInit)) as unknown as Response
    if (!response.body) return response
    const { status, statusText, headers } = response
    const guarded = new Response(response.body.pipeThrough(byteCap()), {
      status,
      statusText,
      headers,
    })
    if (!response.ok || !headers.get('content-type')?.includes('html')) return guarded
    const words = providerWords(await guarded.text(), secrets, 200)
    throw new ProviderAnswerError(
      'provider-bad-response',
      `The provider answered with a page instead of a completion. Check its base URL. It says: ${words}`,
    )
  }
}

function byteCap(): TransformStream<Uint8Array, Uint8Array> {
  let size = 0
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.length
      if (size <= longestAnswer) controller.enqueue(chunk)
      else
        controller.error(
          new ProviderAnswerError('output-cap', 'The answer was too long and was cut.'),
        )
    },
  })
}
