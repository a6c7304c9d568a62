import { setTimeout as sleep } from 'node:timers/promises'

/** Priority of chat turns over background jobs at a provider that handles one request at a time. */
export interface RightOfWay {
  /** Registers a turn and aborts running background jobs. @returns a function that ends the turn */
  take(): () => void
  /**
   * Runs a background job while no turn is running. A job that a turn aborted starts again after
   * the turn; after several aborts it is not aborted any more, so that it completes.
   * @param work rejects when its signal is aborted
   */
  giveWay<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /**
   * Runs work that is worth something only before the next turn: not while a turn is running, and
   * any turn aborts it.
   * @param work rejects when its signal is aborted
   * @returns null if a turn was running, or aborted it
   */
  whenQuiet<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null>
}

/** Longest wait of a background job for a pause between turns. */
const longestWaitMs = 60_000
const mostStops = 3

/** @param isNarrow whether the provider handles one request at a time; called until it succeeds */
export function createRightOfWay(isNarrow: () => Promise<boolean>): RightOfWay {
  let narrow: Promise<boolean> | undefined
  let turns = 0
  let quiet = Promise.withResolvers<void>()
  quiet.resolve()
  const underWay = new Set<AbortController>()

  const isKnownNarrow = async () => {
    narrow ??= isNarrow()
    try {
      return await narrow
    } catch {
      // The server may be reachable later.
      narrow = undefined
      return false
    }
  }
  const untilQuiet = async () => {
    const timer = new AbortController()
    const waited = sleep(longestWaitMs, undefined, { signal: timer.signal, ref: false })
    await Promise.race([quiet.promise, waited.catch(() => undefined)])
    timer.abort()
  }

  return {
    take() {
      turns += 1
      if (turns === 1) quiet = Promise.withResolvers<void>()
      for (const controller of underWay) controller.abort('turn')
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        turns -= 1
        if (turns === 0) quiet.resolve()
      }
    },
    async whenQuiet(work) {
      if (turns > 0) return null
      const controller = new AbortController()
      underWay.add(controller)
      try {
        return await work(controller.signal)
      } catch (error) {
        if (controller.signal.aborted) return null
        throw error
      } finally {
        underWay.delete(controller)
      }
    },
    async giveWay(work) {
      if (!(await isKnownNarrow())) return work(new AbortController().signal)
      for (let stops = 0; ; stops += 1) {
        await untilQuiet()
        const controller = new AbortController()
        if (stops < mostStops) underWay.add(controller)
        try {
          return await work(controller.signal)
        } catch (error) {
          if (!controller.signal.aborted) throw error
        } finally {
          underWay.delete(controller)
        }
      }
    },
  }
}
