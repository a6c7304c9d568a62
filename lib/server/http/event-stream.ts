/** Proxies close idle connections; a comment at this interval keeps the stream open. */
export const heartbeatMs = 15_000
export const heartbeat = new TextEncoder().encode(': keep-alive\n\n')

/** A streaming answer for any server. A reader that disconnects ends only the reading. */
export class EventStream {
  readonly events: AsyncIterable<Uint8Array>
  readonly headers: Record<string, string>
  #watch: Watch = () => () => undefined

  /** @param headers in addition to those for the AI SDK and against proxy buffering */
  constructor(events: AsyncIterable<Uint8Array>, headers: Record<string, string> = {}) {
    this.events = events
    this.headers = { ...eventStreamHeaders, ...headers }
  }

  watchedBy(watch: Watch): this {
    this.#watch = watch
    return this
  }

  /**
   * Called when a server starts to send the stream.
   * @param cut aborts the sending
   * @returns a callback for the end of the sending
   */
  sending(cut: () => void): () => void {
    return this.#watch(cut)
  }
}

type Watch = (cut: () => void) => () => void

const eventStreamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'x-vercel-ai-ui-message-stream': 'v1',
}

/** The stream as a web response. */
export function eventStreamResponse(stream: EventStream): Response {
  const iterator = stream.events[Symbol.asyncIterator]()
  let end = () => {}
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const timer = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(heartbeat)
        }, heartbeatMs)
        const ended = stream.sending(() => {
          end()
          // Servers end the connection for it, as the client's own leaving does, and log nothing.
          controller.error(new DOMException('The reader is not signed in any more.', 'AbortError'))
          // Not awaited: `return` resolves only with the next event.
          iterator.return?.().catch(() => undefined)
        })
        end = () => {
          clearInterval(timer)
          ended()
        }
      },
      async pull(controller) {
        let isOpen = false
        try {
          const { done, value } = await iterator.next()
          isOpen = !done
          if (done) controller.close()
          else controller.enqueue(value)
        } finally {
          if (!isOpen) end()
        }
      },
      async cancel() {
        end()
        await iterator.return?.()
      },
    },
    { highWaterMark: 1 },
  )
  return new Response(body, { headers: stream.headers })
}
