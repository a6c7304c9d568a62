/** A stream that is being sent to a reader. */
interface OpenStream {
  userId: string
  /** When the reader's session was last found valid, by `performance.now()`. */
  since: number
  /** Whether the reader's session still allows the stream. Never rejects. */
  isAllowed(): Promise<boolean>
  /** Ends the sending like a lost connection, so that a signed-in client reconnects. */
  cut(): void
}

/** The open streams of this process, which end with the session that requested them. */
export interface OpenStreams {
  /** @returns a callback for the end of the stream */
  add(stream: OpenStream): () => void
  /** Cuts the user's streams whose sessions have ended. */
  review(userId: string): Promise<void>
  /** Does so for all users. */
  reviewAll(): Promise<void>
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
      // A review that ran after the session check but before this call did not see the stream.
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
    async reviewAll() {
      lastReviewAt = performance.now()
      await Promise.all([...byUser.values()].flatMap((streams) => [...streams]).map(check))
    },
  }
}
