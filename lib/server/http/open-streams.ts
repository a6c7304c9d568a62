/** A stream that is being sent to a reader. */
interface OpenStream {
  userId: string
  /** When the reader was found to be signed in, by `performance.now()`. */
  since: number
  /** May the reader have the stream still? Never rejects. */
  isAllowed(): Promise<boolean>
  /** Ends the sending as a lost connection does: who is signed in takes the stream up again. */
  cut(): void
}

/** The streams of this process, so that they end with the sessions that they were asked for with. */
export interface OpenStreams {
  /** @returns to be called when the stream has ended */
  add(stream: OpenStream): () => void
  /** Cuts the user's streams whose readers would be refused now. */
  review(userId: string): Promise<void>
}

export function createOpenStreams(): OpenStreams {
  const byUser = new Map<string, Set<OpenStream>>()
  let lastReviewAt = 0

  const check = async (stream: OpenStream) => {
    if (!(await stream.isAllowed())) stream.cut()
  }
  return {
    add(stream) {
      const streams = byUser.get(stream.userId) ?? new Set()
      byUser.set(stream.userId, streams.add(stream))
      // The session may have ended between the look at it and now.
      if (lastReviewAt > stream.since) void check(stream)
      return () => {
        streams.delete(stream)
        if (streams.size === 0 && byUser.get(stream.userId) === streams)
          byUser.delete(stream.userId)
      }
    },
    async review(userId) {
      lastReviewAt = performance.now()
      await Promise.all([...(byUser.get(userId) ?? [])].map(check))
    },
  }
}
