import {
  type Dispatcher,
  type RequestInit as UndiciRequestInit,
  fetch as undiciFetch,
} from 'undici'

/** A `fetch` for SDKs: our connections, and a redirect is an answer, never followed. */
export function guardedFetch(dispatcher: Dispatcher): typeof globalThis.fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const options = { ...init, dispatcher, redirect: 'manual' }
    // undici's types and the platform's describe the same objects.
    const response = await undiciFetch(url, options as UndiciRequestInit)
    return response as unknown as Response
  }
}
