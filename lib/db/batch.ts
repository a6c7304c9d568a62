/** Each lane uses at most one connection. */
const mostLanes = 2
const lateMs = 250

/**
 * Collects items that arrive while the same work is in progress, and handles them together next: an
 * idle system does not wait, a busy one runs fewer statements. If a batch fails, its items are
 * tried one by one, so that one invalid item fails alone.
 * @param work returns the results in the order of the items, if there are any
 * @param longest the largest number of items in a batch
 */
export function createBatch<T, R>(
  work: (items: T[]) => Promise<R[]>,
  longest?: number,
): (item: T) => Promise<R>
export function createBatch<T>(
  work: (items: T[]) => Promise<void>,
  longest?: number,
): (item: T) => Promise<void>
export function createBatch<T>(
  work: (items: T[]) => Promise<unknown>,
  longest = 100,
): (item: T) => Promise<unknown> {
  let waiting: Waiting<T>[] = []
  let lanes = 0
  let lateLanes = 0

  const settle = async (batch: Waiting<T>[]): Promise<void> => {
    try {
      const results = await work(batch.map(({ item }) => item))
      for (const [index, { resolve }] of batch.entries()) {
        resolve(Array.isArray(results) ? results[index] : undefined)
      }
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(error)
      await Promise.all(batch.map((one) => settle([one])))
    }
  }
  const beginIfNeeded = () => {
    if (waiting.length > 0 && lanes === lateLanes && lanes < mostLanes) void run()
  }
  const run = async () => {
    lanes += 1
    while (waiting.length > 0) {
      const batch = waiting.slice(0, longest)
      waiting = waiting.slice(longest)
      let isLate = false
      const lateness = setTimeout(() => {
        isLate = true
        lateLanes += 1
        beginIfNeeded()
      }, lateMs)
      await settle(batch)
      clearTimeout(lateness)
      if (isLate) lateLanes -= 1
    }
    lanes -= 1
  }

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    waiting.push({ item, resolve, reject })
    beginIfNeeded()
    return promise
  }
}

interface Waiting<T> {
  item: T
  resolve: (result: unknown) => void
  reject: (error: unknown) => void
}
