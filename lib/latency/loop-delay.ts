/** How long this process was too busy to go on with what waited for it. */
export interface LoopDelay {
  /** Somebody waits from now on. */
  watch(): void
  /** The longest delay of the last `forMs` milliseconds, of which at most the last minute is known. */
  worstMs(forMs: number): number
}

const sampleEveryMs = 20
const windowMs = 60_000
/** Timers are this late on an idle machine. */
const noiseMs = 2
/** After the last turn began; nobody waits for a first token for longer. An idle process sleeps. */
const watchedMs = 600_000

/**
 * Watches the event loop: what a timer comes late, everything else waited too. Not
 * `monitorEventLoopDelay`: its reset loses a delay that goes on at that moment.
 * @param clock a monotonic clock in milliseconds
 */
export function createLoopDelay(clock = () => performance.now()): LoopDelay {
  const delays: { at: number; ms: number }[] = []
  let timer: NodeJS.Timeout | undefined
  let dueAt = 0
  let watchedUntil = 0

  const sample = () => {
    const now = clock()
    const ms = now - dueAt
    dueAt = now + sampleEveryMs
    if (ms > noiseMs) delays.push({ at: now, ms })
    while ((delays[0]?.at ?? now) < now - windowMs) delays.shift()
    if (now < watchedUntil) return
    clearInterval(timer)
    timer = undefined
  }

  return {
    watch() {
      const now = clock()
      watchedUntil = now + watchedMs
      if (timer) return
      dueAt = now + sampleEveryMs
      timer = setInterval(sample, sampleEveryMs).unref()
    },
    worstMs(forMs) {
      const now = clock()
      const seen = delays.filter(({ at }) => at >= now - forMs).map(({ ms }) => ms)
      const worst = Math.max(0, ...seen, timer ? now - dueAt : 0)
      return Math.round(worst * 10) / 10
    },
  }
}
