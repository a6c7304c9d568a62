import { expect, test } from 'vitest'
import { createConnectionSharing } from './share-connections.ts'

/** The numbers of instances that share the connections after each count. */
function sharedAmong(counts: number[]): (number | undefined)[] {
  let among: number | undefined
  const count = createConnectionSharing({
    allowed: 97,
    among(instances) {
      among = instances
      return 8
    },
  })
  return counts.map((instances) => {
    count(instances)
    return among
  })
}

test('the first of ten instances that start together leaves the others their share', () => {
  expect(sharedAmong([1, 1, 2, 6, 10])).toEqual([...Array(4).fill(undefined), 10])
})

test('an instance that is alone takes all after ten seconds', () => {
  expect(sharedAmong([1, 1, 1, 1, 1])).toEqual([...Array(4).fill(undefined), 1])
})

test('one more counts at once, one less when it stays away', () => {
  const settled = [2, 2, 2, 2, 2]
  expect(sharedAmong([...settled, 3, 2, 2, 2, 2, 2]).slice(4)).toEqual([2, 3, 3, 3, 3, 3, 2])
})
