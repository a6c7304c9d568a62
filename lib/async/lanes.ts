/** Limits how much work of one name runs at a time; further work waits in order. */
export interface Lanes {
  /**
   * Runs the work when a place is free.
   * @param onCrowded creates the error if too many are waiting
   */
  run<T>(name: string, work: () => Promise<T>, onCrowded: () => Error): Promise<T>
}

export function createLanes(options: { atOnce: number; mostWaiting: number }): Lanes {
  const lanes = new Map<string, { running: number; waiting: (() => void)[] }>()
  return {
    async run(name, work, onCrowded) {
      const lane = lanes.get(name) ?? { running: 0, waiting: [] }
      lanes.set(name, lane)
      if (lane.running >= options.atOnce) {
        if (lane.waiting.length >= options.mostWaiting) throw onCrowded()
        await new Promise<void>((resolve) => lane.waiting.push(resolve))
      } else lane.running += 1
      try {
        return await work()
      } finally {
        const next = lane.waiting.shift()
        // The place passes to the next waiting call.
        if (next) next()
        else {
          lane.running -= 1
          if (lane.running === 0) lanes.delete(name)
        }
      }
    },
  }
}
