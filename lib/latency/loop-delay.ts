/** How long this process was too busy to go on with what waited for it. */
export interface LoopDelay {
  /** The longest delay of the last `forMs` milliseconds, of which at most the last minute is known. */
  worstMs(forMs: number): number
}

const sampleEveryMs = 20
const keptMs = 60_000
/** Timers are this late on an idle machine. */
const noiseMs = 2

/**
 * Watches the event loop from now on: what a timer comes late, everything else waited too. Not
 * `monitorEventLoopDelay`: its reset loses a delay that goes on at that moment.
 */
export function createLoopDelay(): LoopDelay {
  const delays: { at: number; ms: number }[] = []
  let dueAt = performance.now() + sampleEveryMs
  const sample = () => {
    const now = performance.now()
    const ms = now - dueAt
    dueAt = now + sampleEveryMs
    if (ms > noiseMs) delays.push({ at: now, ms })
    while ((delays[0]?.at ?? now) < now - keptMs) delays.shift()
  }
  setInterval(sample, sampleEveryMs).unref()

  return {
    worstMs(forMs) {
      const now = performance.now()
      const seen = delays.filter(({ at }) => at >= now - forMs).map(({ ms }) => ms)
      const worst = Math.max(0, ...seen, now - dueAt)
      return Math.round(worst * 10) / 10
    },
  }
}
