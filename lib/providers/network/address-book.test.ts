import { expect, test } from 'vitest'
import { createAddressBook } from './address-book.ts'

const options = { all: true as const }

test('a name is looked up once for many connections, also for those that come at once', async () => {
  const asked: string[] = []
  const find = createAddressBook(async (hostname) => {
    asked.push(hostname)
    return [{ address: '192.0.2.1', family: 4 }]
  })
  const found = await Promise.all([find('a.example', options), find('a.example', options)])
  expect(await find('a.example', options)).toEqual(found[0])
  await find('b.example', options)
  expect(asked).toEqual(['a.example', 'b.example'])
})

test('a look-up that failed is tried again by the next connection', async () => {
  let isUp = false
  const find = createAddressBook(async () => {
    if (!isUp) throw new Error('no network')
    return [{ address: '192.0.2.1', family: 4 }]
  })
  await expect(find('a.example', options)).rejects.toThrow('no network')
  isUp = true
  expect(await find('a.example', options)).toHaveLength(1)
})
