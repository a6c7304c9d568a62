/** Lets so much work of one name go on at a time; the rest waits in order. */
export interface Lanes {
  /**
   * Runs work when it is its turn.
   * @param onCrowded makes the error where too many wait already
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
        // The place goes to who waits.
        if (next) next()
        else {
          lane.running -= 1
          if (lane.running === 0) lanes.delete(name)
        }
      }
    },
  }
}
