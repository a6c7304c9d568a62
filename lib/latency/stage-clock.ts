import type { Stage, StageName } from '#lib/contracts/latency/timing.ts'

/** A stage that started (`endMs` null) or ended. */
export type StageChange = Omit<Stage, 'endMs'> & { endMs: number | null }

/** The clock of one turn. All times are milliseconds since the server received the request. */
export interface StageClock {
  /** Time since the request was received. */
  elapsedMs(): number
  /**
   * Starts a stage. The returned function ends it; further calls have no effect.
   * @param tool for the stage `tool`
   */
  begin(name: StageName, tool?: string): () => void
  /** Measures a stage around work; it ends whether the work succeeds or fails. */
  measure<T>(name: StageName, work: () => Promise<T>): Promise<T>
  /** Adds a stage that ended before this clock existed. */
  record(stage: Stage): void
  /** The ended stages in the order of their start. */
  stages(): Stage[]
  /** Calls the listener at each start and end of a stage, with earlier changes replayed first. */
  listen(listener: (change: StageChange) => void): void
  /** Server time when the request was received, epoch milliseconds. */
  readonly receivedAt: number
}

/**
 * @param receivedAtMs `now()` when the request was received
 * @param now a monotonic clock in milliseconds
 */
export function createStageClock(
  receivedAtMs = performance.now(),
  now = () => performance.now(),
): StageClock {
  const changes: StageChange[] = []
  let listener: ((change: StageChange) => void) | undefined
  const elapsedMs = () => round(now() - receivedAtMs)
  const note = (change: StageChange) => {
    changes.push(change)
    listener?.(change)
  }

  const begin = (name: StageName, tool?: string) => {
    const start = { name, startMs: elapsedMs(), ...(tool !== undefined && { tool }) }
    let ended = false
    note({ ...start, endMs: null })
    return () => {
      if (ended) return
      ended = true
      note({ ...start, endMs: elapsedMs() })
    }
  }

  return {
    elapsedMs,
    begin,
    receivedAt: Date.now() - (now() - receivedAtMs),
    record: note,
    async measure(name, work) {
      const end = begin(name)
      try {
        return await work()
      } finally {
        end()
      }
    },
    stages: () => changes.filter(isEnded).sort((a, b) => a.startMs - b.startMs),
    listen(next) {
      listener = next
      for (const change of changes) next(change)
    },
  }
}

function isEnded(change: StageChange): change is Stage {
  return change.endMs !== null
}

/** Rounds to microseconds, which keeps the JSON short. */
function round(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
