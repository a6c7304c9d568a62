/**
 * The chunks of a body. When reading ends early, the rest is read and discarded: a browser takes an
 * answer only after it has sent everything, and waits for ever if nobody reads.
 */
export function readingOn(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const chunks = body[Symbol.asyncIterator]()
      return {
        next: () => chunks.next(),
        async return() {
          const left = () => undefined
          void discard(chunks).catch(left)
          return { done: true, value: undefined }
        },
      }
    },
  }
}

async function discard(chunks: AsyncIterator<Uint8Array>): Promise<void> {
  let isDone = false
  while (!isDone) isDone = (await chunks.next()).done === true
}
