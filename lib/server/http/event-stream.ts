/** Proxies close connections that are silent for long; a comment keeps them open. */
export const heartbeatMs = 15_000
export const heartbeat = new TextEncoder().encode(': keep-alive\n\n')

/** A streaming answer, whichever server sends it. The reader's leaving ends only the reading. */
export class EventStream {
  readonly events: AsyncIterable<Uint8Array>
  readonly headers: Record<string, string>

  /** @param headers besides those that the AI SDK and buffering proxies need */
  constructor(events: AsyncIterable<Uint8Array>, headers: Record<string, string> = {}) {
    this.events = events
    this.headers = { ...eventStreamHeaders, ...headers }
  }
}

const eventStreamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'x-vercel-ai-ui-message-stream': 'v1',
}

/** The stream as a web response. */
export function eventStreamResponse({ events, headers }: EventStream): Response {
  const iterator = events[Symbol.asyncIterator]()
  let timer: NodeJS.Timeout | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        timer = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(heartbeat)
        }, heartbeatMs)
      },
      async pull(controller) {
        let isOpen = false
        try {
          const { done, value } = await iterator.next()
          isOpen = !done
          if (done) controller.close()
          else controller.enqueue(value)
        } finally {
          if (!isOpen) clearInterval(timer)
        }
      },
      async cancel() {
        clearInterval(timer)
        await iterator.return?.()
      },
    },
    { highWaterMark: 1 },
  )
  return new Response(body, { headers })
}
