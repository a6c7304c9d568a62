import { type Dispatcher, request } from 'undici'

type Options = NonNullable<Parameters<typeof request>[1]> & { signal: AbortSignal }

/**
 * Undici's `request`, but rejects as soon as its signal aborts. Undici itself first waits for a
 * connection that is being opened.
 */
export async function sendRequest(
  url: string,
  options: Options,
): Promise<Dispatcher.ResponseData<unknown>> {
  const { signal } = options
  const aborted = Promise.withResolvers<never>()
  const leave = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([request(url, options), aborted.promise])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
