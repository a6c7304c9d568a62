import { expect, test } from 'vitest'
import { createLanes } from './lanes.ts'

const crowded = () => new Error('crowded')

test('so many run at once, the rest in order, each name for itself', async () => {
  const lanes = createLanes({ atOnce: 2, mostWaiting: 10 })
  const begun: string[] = []
  const gates = new Map<string, () => void>()
  const work = (name: string, lane = 'a') =>
    lanes.run(
      lane,
      () => {
        begun.push(name)
        return new Promise<void>((resolve) => gates.set(name, resolve))
      },
      crowded,
    )
  const [one, two, three, four, other] = [
    work('1'),
    work('2'),
    work('3'),
    work('4'),
    work('x', 'b'),
  ]
  expect(begun).toEqual(['1', '2', 'x'])
  gates.get('2')?.()
  await two
  expect(begun.at(-1)).toBe('3')
  for (const name of ['1', '3', 'x']) gates.get(name)?.()
  await Promise.all([one, three, other])
  gates.get('4')?.()
  await four
  expect(begun).toEqual(['1', '2', 'x', '3', '4'])
})

test('too many are turned away, and a failure frees its place', async () => {
  const lanes = createLanes({ atOnce: 1, mostWaiting: 1 })
  const gate = Promise.withResolvers<void>()
  const running = lanes.run('a', () => gate.promise, crowded)
  const waiting = lanes.run('a', async () => 'late', crowded)
  await expect(lanes.run('a', async () => 'never', crowded)).rejects.toThrow('crowded')
  gate.reject(new Error('failed'))
  await expect(running).rejects.toThrow('failed')
  expect(await waiting).toBe('late')
  expect(await lanes.run('a', async () => 'again', crowded)).toBe('again')
})
