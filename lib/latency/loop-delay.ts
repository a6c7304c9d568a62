/** Measures event-loop delay: how long ready work had to wait in this process. */
export interface LoopDelay {
  /** Starts or extends the measurement, when a turn begins. */
  watch(): void
  /** The longest delay in the last `forMs` milliseconds; at most the last minute is stored. */
  worstMs(forMs: number): number
}

const sampleEveryMs = 20
const windowMs = 60_000
/** Timer delay on an idle machine. */
const noiseMs = 2
/**
 * Measurement time after the last turn began, longer than any wait for a first token. It stops
 * after that, so that an idle process has no timer.
 */
const watchedMs = 600_000

/**
 * Measures how late a timer fires, which is the delay of all other ready work.
 * `monitorEventLoopDelay` does not fit, because its reset loses a delay that is in progress.
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
