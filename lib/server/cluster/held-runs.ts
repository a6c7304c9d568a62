import type { RunLogStore, StopReason } from '#lib/runs/run-log.ts'

/** A run that this instance executes. */
export interface HeldRun {
  turnId: string
  chatId: string
  /** Whether the database should have this instance's claim of it. */
  isClaimed: boolean
}

/** The runs that this instance executes, from before they are claimed until they are saved. */
export interface HeldRuns {
  hold(run: Pick<HeldRun, 'turnId' | 'chatId'>): HeldRun
  release(run: HeldRun): void
  turnIds(): string[]
  /** The turns of the runs whose claim the database has. */
  claimed(): string[]
  stop(turnId: string, reason: StopReason): void
}

export function createHeldRuns(
  runs: Pick<RunLogStore, 'stop'>,
  onError: (error: unknown) => void,
): HeldRuns {
  const held = new Map<string, HeldRun>()
  return {
    hold({ turnId, chatId }) {
      const run = { turnId, chatId, isClaimed: false }
      held.set(turnId, run)
      return run
    },
    release: (run) => held.delete(run.turnId),
    turnIds: () => [...held.keys()],
    claimed: () =>
      [...held.values()].filter(({ isClaimed }) => isClaimed).map(({ turnId }) => turnId),
    stop(turnId, reason) {
      const run = held.get(turnId)
      if (run) runs.stop({ chatId: run.chatId }, reason).catch(onError)
    },
  }
}
