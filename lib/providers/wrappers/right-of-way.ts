import { setTimeout as sleep } from 'node:timers/promises'

/** Who goes first at a provider that answers one request at a time: a turn, before background work. */
export interface RightOfWay {
  /** A turn asks the provider: background work there stops at once. @returns ends it */
  take(): () => void
  /**
   * Does background work while no turn is under way. Work that a turn has stopped begins anew
   * behind it; after several times it is stopped no more, so that it is done in the end.
   * @param work rejects when its signal is aborted
   */
  giveWay<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>
}

/** Who is asked without pause gives titles and memories their time, too. */
const longestWaitMs = 60_000
const mostStops = 3

/** @param isNarrow whether the provider answers one request at a time; asked until it is known */
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
      // Who cannot be asked now may be up later.
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
