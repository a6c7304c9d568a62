import type { Readable } from 'node:stream'

/** Bytes that may wait for a slow consumer; beyond this the provider is paused. */
const mostWaiting = 262_144

/**
 * Yields the chunks of a body, including those that arrived before it failed. A stream's own
 * iterator drops chunks that are unread when the error arrives in the same turn of the event loop.
 * @throws the body's error, or one of this function when the body closes before its end
 */
export async function* bodyChunks(body: Readable): AsyncGenerator<Uint8Array> {
  const waiting: Uint8Array[] = []
  let size = 0
  let outcome: { error: Error | null } | undefined
  let wake = () => {}

  const onData = (chunk: Uint8Array) => {
    waiting.push(chunk)
    size += chunk.length
    if (size > mostWaiting) body.pause()
    wake()
  }
  const settle = (error: Error | null) => {
    outcome ??= { error }
    wake()
  }
  const onEnd = () => settle(null)
  const onClose = () => {
    if (!outcome) settle(new Error('The body closed before its end.'))
  }
  body.on('data', onData).once('end', onEnd).once('error', settle).once('close', onClose)
  try {
    for (;;) {
      const chunk = waiting.shift()
      if (chunk) {
        size -= chunk.length
        if (body.isPaused() && size < mostWaiting) body.resume()
        yield chunk
      } else if (outcome?.error) throw outcome.error
      else if (outcome) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    body.off('data', onData).off('end', onEnd).off('error', settle).off('close', onClose)
  }
}
