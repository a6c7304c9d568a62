import {
  type Dispatcher,
  type RequestInit as UndiciRequestInit,
  fetch as undiciFetch,
} from 'undici'

/** Longest answer, and longest event of a stream, bytes. */
const longestBody = 8 * 1_048_576

const listChanged = 'notifications/tools/list_changed'

/**
 * A `fetch` for an MCP server over its own pool: redirects are not followed, and bodies are limited.
 * The client library has no callback for notifications, so streams are searched for the one that
 * says that the tools changed.
 */
export function createMcpFetch(
  dispatcher: Dispatcher,
  onToolsChanged: () => void,
): typeof globalThis.fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const options = { ...init, dispatcher, redirect: 'manual' }
    // Undici's types and the platform's describe the same objects.
    const response = (await undiciFetch(url, options as UndiciRequestInit)) as unknown as Response
    const { status, statusText, headers, body } = response
    if (!body) return response
    const isStream = headers.get('content-type')?.includes('text/event-stream') ?? false
    const watched = body.pipeThrough(watchBody(isStream, onToolsChanged))
    return new Response(watched, { status, statusText, headers })
  }
}

function watchBody(isStream: boolean, onToolsChanged: () => void) {
  const decoder = new TextDecoder('latin1')
  let size = 0
  let last = ''
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      size += chunk.length
      if (isStream) {
        const text = last + decoder.decode(chunk, { stream: true })
        if (/\r?\n\r?\n/.test(text)) size = 0
        if (text.includes(listChanged)) onToolsChanged()
        last = text.includes(listChanged) ? '' : text.slice(1 - listChanged.length)
      }
      if (size > longestBody) controller.error(new Error('The MCP server’s answer is too long.'))
      else controller.enqueue(chunk)
    },
  })
}
