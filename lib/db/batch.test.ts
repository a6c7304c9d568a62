import { expect, test } from 'vitest'
import { createBatch } from './batch.ts'

/** Work that resolves when the test says so. */
function heldWork() {
  const batches: { items: number[]; end(): void }[] = []
  const work = async (items: number[]) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    batches.push({ items, end: resolve })
    await promise
    if (items.includes(0)) throw new Error('zero')
    return items.map((item) => item * 10)
  }
  const next = async (count: number) => {
    while (batches.length < count) await Promise.resolve()
    return batches[count - 1]
  }
  return { batches, work, next }
}

test('begins at once when nothing is under way, and gathers what comes meanwhile', async () => {
  const { batches, work, next } = heldWork()
  const ask = createBatch(work)
  const first = ask(1)
  expect(batches.map(({ items }) => items)).toEqual([[1]])
  const rest = [ask(2), ask(3)]
  batches[0]?.end()
  expect(await first).toBe(10)
  ;(await next(2))?.end()
  expect(await Promise.all(rest)).toEqual([20, 30])
  expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3]])
})

test('a bad item fails alone', async () => {
  const { work, next } = heldWork()
  const ask = createBatch(work)
  const settled = Promise.allSettled([ask(1), ask(2), ask(0), ask(3)])
  for (let count = 1; count <= 5; count += 1) (await next(count))?.end()
  expect(await settled).toEqual([
    { status: 'fulfilled', value: 10 },
    { status: 'fulfilled', value: 20 },
    { status: 'rejected', reason: new Error('zero') },
    { status: 'fulfilled', value: 30 },
  ])
  const after = ask(4)
  ;(await next(6))?.end()
  expect(await after).toBe(40)
})

test('a batch holds so many items and no more', async () => {
  const { batches, work, next } = heldWork()
  const ask = createBatch(work, 2)
  const all = Promise.all([1, 2, 3, 4].map(ask))
  for (let count = 1; count <= 3; count += 1) (await next(count))?.end()
  expect(await all).toEqual([10, 20, 30, 40])
  expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3], [4]])
})

test('a batch that waits long is overtaken by one other, not by more', async () => {
  const { batches, work } = heldWork()
  const ask = createBatch(work)
  const first = ask(1)
  const second = ask(2)
  await expect.poll(() => batches.map(({ items }) => items)).toEqual([[1], [2]])
  const rest = [ask(3), ask(4)]
  batches[1]?.end()
  expect(await second).toBe(20)
  await expect.poll(() => batches.map(({ items }) => items)).toEqual([[1], [2], [3, 4]])
  batches[2]?.end()
  expect(await Promise.all(rest)).toEqual([30, 40])
  batches[0]?.end()
  expect(await first).toBe(10)
})
