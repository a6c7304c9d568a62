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
  let isBusy = false

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
  const run = async () => {
    isBusy = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, longest)
      waiting = waiting.slice(longest)
      await settle(batch)
    }
    isBusy = false
  }

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    waiting.push({ item, resolve, reject })
    if (!isBusy) void run()
    return promise
  }
}

interface Waiting<T> {
  item: T
  resolve: (result: unknown) => void
  reject: (error: unknown) => void
}
