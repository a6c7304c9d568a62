/** Work that continues after answers, and must end before the database closes. */
export interface Background {
  /** @param work never rejects */
  add(work: Promise<void>): void
  /** Resolves when no work is in progress. */
  settled(): Promise<void>
}

export function createBackground(): Background {
  const going = new Set<Promise<void>>()
  return {
    add(work) {
      const tracked = work.finally(() => going.delete(tracked))
      going.add(tracked)
    },
    async settled() {
      while (going.size > 0) await Promise.all(going)
    },
  }
}
