/** Proxies close connections that are silent for long; a comment keeps them open. */
const heartbeatMs = 15_000
const heartbeat = new TextEncoder().encode(': keep-alive\n\n')

/** The headers of a run's response, as the AI SDK and buffering proxies need them. */
export const eventStreamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'x-vercel-ai-ui-message-stream': 'v1',
}

/** Turns a run's events into a streaming response. The reader's leaving ends only the reading. */
export function eventStream(
  events: AsyncIterable<Uint8Array>,
  headers: Record<string, string> = {},
): Response {
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
        const { done, value } = await iterator.next()
        if (!done) return controller.enqueue(value)
        clearInterval(timer)
        controller.close()
      },
      async cancel() {
        clearInterval(timer)
        await iterator.return?.()
      },
    },
    { highWaterMark: 1 },
  )
  return new Response(body, { headers: { ...eventStreamHeaders, ...headers } })
}
