import type { RunChunk, RunChunkStore } from './run-chunks.ts'

/** A run's log as chunks, and how many of them are stored. */
export interface PublishedRun {
  readonly runId: string
  /** Where its chunks go. */
  store: RunChunkStore
  add(text: string): void
  end(): void
  /** The chunks that the store lacks; what was added since the last call becomes one. */
  unsent(): RunChunk[]
  /** Notes that the store has these chunks. */
  sent(chunks: RunChunk[]): void
  /** Sends the log from its beginning, to another store. */
  restart(store: RunChunkStore): void
  hasUnsent(): boolean
  /** Whether the store has the whole run. */
  isDone(): boolean
}

/** @param before chunks that are stored already, of an instance that began the run */
export function createPublishedRun(
  runId: string,
  store: RunChunkStore,
  before: string[] = [],
): PublishedRun {
  const texts = [...before]
  let pending = ''
  let sentCount = texts.length
  let end: 'open' | 'pending' | 'sealed' = 'open'

  const seal = () => {
    if (pending === '' && end !== 'pending') return
    texts.push(pending)
    pending = ''
    if (end === 'pending') end = 'sealed'
  }
  return {
    runId,
    store,
    add(text) {
      pending += text
    },
    end() {
      end = 'pending'
    },
    unsent() {
      seal()
      return texts.slice(sentCount).map((text, index) => {
        const sequence = sentCount + index
        return { runId, sequence, text, isLast: end === 'sealed' && sequence === texts.length - 1 }
      })
    },
    sent(chunks) {
      sentCount = Math.max(sentCount, ...chunks.map(({ sequence }) => sequence + 1))
    },
    restart(to) {
      this.store = to
      sentCount = 0
    },
    hasUnsent: () => pending !== '' || end === 'pending' || sentCount < texts.length,
    isDone: () => end === 'sealed' && sentCount === texts.length,
  }
}
