import { createLog } from '../in-process-run-log.ts'
import type { Positions, RunChunk } from './run-chunks.ts'

/** A copy of another instance's run, for the readers of this one. */
export interface FollowedRun {
  log: ReturnType<typeof createLog>
  /** Sequence number of the chunk that comes next. */
  next: number
  readers: number
  hasNews: boolean
  /** Later chunks came without the next one. */
  hasGap: boolean
  timesAsked: number
  /** Looks in succession that found neither news nor an instance that executes the run. */
  looksAlone: number
}

export interface FollowedRuns {
  get(runId: string): FollowedRun | undefined
  ids(): string[]
  begin(runId: string): FollowedRun
  end(runId: string, run: FollowedRun): void
  positions(of?: Iterable<string>): Positions
  /** Appends chunks to the copies; those that came before are ignored. */
  take(chunks: RunChunk[]): void
}

export function createFollowedRuns(): FollowedRuns {
  const runs = new Map<string, FollowedRun>()
  const end = (runId: string, run: FollowedRun) => {
    if (runs.get(runId) === run) runs.delete(runId)
    run.log.close()
  }
  return {
    get: (runId) => runs.get(runId),
    ids: () => [...runs.keys()],
    begin(runId) {
      const log = createLog(() => undefined)
      const news = { hasNews: false, hasGap: false, timesAsked: 0, looksAlone: 0 }
      const run = { log, next: 0, readers: 0, ...news }
      runs.set(runId, run)
      return run
    },
    end,
    positions(of = runs.keys()) {
      const entries = [...of].map((id) => [id, runs.get(id)?.next] as const)
      return new Map(entries.filter((entry): entry is [string, number] => entry[1] !== undefined))
    },
    take(chunks) {
      for (const { runId, sequence, text, isLast } of chunks) {
        const run = runs.get(runId)
        if (!run || sequence < run.next) continue
        run.hasGap = sequence > run.next
        if (run.hasGap) continue
        run.next += 1
        run.hasNews = true
        run.log.append(text)
        if (isLast) end(runId, run)
      }
    },
  }
}
