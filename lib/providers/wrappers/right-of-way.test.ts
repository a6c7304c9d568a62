import { expect, test } from 'vitest'
import { createRightOfWay } from './right-of-way.ts'

const isNarrow = async () => true
/** A job that ends only when it is aborted. */
const endless = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })

test('work waits until all turns are over', async () => {
  const way = createRightOfWay(isNarrow)
  const endFirst = way.take()
  const endSecond = way.take()
  const order: string[] = []
  const work = way.giveWay(async () => order.push('work'))
  endFirst()
  // A second call has no effect.
  endFirst()
  await new Promise(setImmediate)
  order.push('turn over')
  endSecond()
  await work
  expect(order).toEqual(['turn over', 'work'])
})

test('work is stopped three times at most, and then done', async () => {
  const way = createRightOfWay(isNarrow)
  let begun = 0
  const result = way.giveWay((signal) => {
    begun += 1
    const isLast = begun === 4
    const work = isLast ? Promise.resolve('done') : endless(signal)
    way.take()()
    return work
  })
  expect(await result).toBe('done')
  expect(begun).toBe(4)
})

test('a failure of the work itself is no reason to do it again', async () => {
  const way = createRightOfWay(isNarrow)
  let begun = 0
  const work = way.giveWay(async () => {
    begun += 1
    throw new Error('broken')
  })
  await expect(work).rejects.toThrow('broken')
  expect(begun).toBe(1)
})

test('where many are answered at once, and where that is not known, work goes on beside turns', async () => {
  for (const broad of [async () => false, () => Promise.reject(new Error('gone'))]) {
    const way = createRightOfWay(broad)
    way.take()
    const result = way.giveWay(async (signal) => {
      way.take()
      return signal.aborted
    })
    expect(await result).toBe(false)
  }
})
