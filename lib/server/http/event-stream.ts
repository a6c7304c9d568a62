/** Proxies close connections that are silent for long; a comment keeps them open. */
export const heartbeatMs = 15_000
export const heartbeat = new TextEncoder().encode(': keep-alive\n\n')

/** A streaming answer, whichever server sends it. The reader's leaving ends only the reading. */
export class EventStream {
  readonly events: AsyncIterable<Uint8Array>
  readonly headers: Record<string, string>
  #watch: Watch = () => () => undefined

  /** @param headers besides those that the AI SDK and buffering proxies need */
  constructor(events: AsyncIterable<Uint8Array>, headers: Record<string, string> = {}) {
    this.events = events
    this.headers = { ...eventStreamHeaders, ...headers }
  }

  watchedBy(watch: Watch): this {
    this.#watch = watch
    return this
  }

  /**
   * Called by who begins to send it.
   * @param cut breaks the sending off
   * @returns to be called when the sending has ended
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
          controller.error(new Error('The reader is not signed in any more.'))
          // Not awaited: it ends with the next event.
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
