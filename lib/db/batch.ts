/** Each takes a connection at most. */
const mostLanes = 2
const lateMs = 250

/**
 * Gathers what is asked for while the same work is under way, and does it together next: an idle
 * system waits for nothing, a busy one does less. When a batch fails its items are tried alone, so
 * that one bad item fails no other.
 * @param work gives the results in the order of the items, if there are any
 * @param longest items in one batch, at most
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
