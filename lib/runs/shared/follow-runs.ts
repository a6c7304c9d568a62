import { createFollowedRuns } from './followed-runs.ts'
import type { Positions, RunChunk, RunChunkStore, RunDirectory, RunSignals } from './run-chunks.ts'

/** Follows runs of other instances, each once for all its readers. */
export interface RunFollower {
  /** The run from its beginning, then live until it ends or the signal aborts. */
  follow(runId: string, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** There are new chunks of these runs, or of any. */
  noticed(runIds: string[] | 'any'): void
  take(chunks: RunChunk[]): void
  positions(): Positions
}

/** When nothing came for this long, notifications may be lost, or the run may have ended. */
const lookMs = 1_000
/** The end is published after the turn is saved, so a run that is over has this many looks left. */
const looksAfterEnd = 3

export function createRunFollower(options: {
  store: RunChunkStore
  signals: RunSignals
  directory: Pick<RunDirectory, 'findRunning'>
  /** Called when the positions name another run. */
  onBegin?: (() => void) | undefined
  onError: (error: unknown) => void
}): RunFollower {
  const { store, signals, directory, onBegin, onError } = options
  const runs = createFollowedRuns()
  const read = createReader(async (runIds: string[]) => {
    const from = runs.positions(runIds)
    if (from.size > 0) runs.take(await store.read(from))
  })
  let timer: NodeJS.Timeout | undefined

  /** Reads what is stored, asks for what was never published, and ends what is over. */
  const look = async (runIds: string[]) => {
    await read(runIds)
    const silent = runIds.filter((id) => runs.get(id)?.hasNews === false)
    const fresh = silent.filter((id) => runs.get(id)?.timesAsked === 0)
    await Promise.all(fresh.map(ask))
    const older = silent.filter((id) => !fresh.includes(id))
    if (older.length === 0) return
    const running = await directory.findRunning(older)
    for (const id of older) {
      const run = runs.get(id)
      if (!run || run.hasNews) continue
      run.looksAlone = running.has(id) ? 0 : run.looksAlone + 1
      if (run.looksAlone >= looksAfterEnd) runs.end(id, run)
      else if (run.next === 0 || run.hasGap) await ask(id)
    }
  }
  const ask = async (runId: string) => {
    const run = runs.get(runId)
    if (!run) return
    run.timesAsked += 1
    await signals.ask(runId, run.timesAsked > 1)
  }
  const lookAfterSilent = async () => {
    const silent = runs.ids().filter((id) => runs.get(id)?.hasNews === false)
    for (const id of runs.ids()) Object.assign(runs.get(id) ?? {}, { hasNews: false })
    if (silent.length > 0) await look(silent)
    if (runs.ids().length > 0) return
    clearInterval(timer)
    timer = undefined
  }
  const begin = (runId: string) => {
    const run = runs.begin(runId)
    timer ??= setInterval(() => void lookAfterSilent().catch(onError), lookMs)
    onBegin?.()
    look([runId]).catch(onError)
    return run
  }

  return {
    positions: () => runs.positions(),
    take: runs.take,
    noticed(runIds) {
      const known = runIds === 'any' ? runs.ids() : runIds.filter((id) => runs.get(id))
      if (known.length > 0) read(known).catch(onError)
    },
    async *follow(runId, signal) {
      const run = runs.get(runId) ?? begin(runId)
      run.readers += 1
      try {
        yield* run.log.read(signal)
      } finally {
        run.readers -= 1
        if (run.readers === 0) runs.end(runId, run)
      }
    },
  }
}

/** Reads one batch at a time; what is wanted meanwhile is read in the next. */
function createReader(read: (runIds: string[]) => Promise<void>) {
  const wanted = new Set<string>()
  let reading: Promise<void> | undefined
  const readWanted = async () => {
    while (wanted.size > 0) {
      const runIds = [...wanted]
      wanted.clear()
      await read(runIds)
    }
  }
  return async (runIds: string[]) => {
    for (const id of runIds) wanted.add(id)
    reading ??= readWanted().finally(() => {
      reading = undefined
    })
    await reading
  }
}
