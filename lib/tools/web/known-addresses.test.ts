import { expect, test } from 'vitest'
import { createKnownAddresses } from './known-addresses.ts'

test.each([
  ['https://example.com/bees', 'Read https://example.com/bees.'],
  ['https://example.com/bees/', 'Read example.com/bees, please.'],
  ['https://example.com/bees', 'example.com/bees/'],
  ['https://example.com/Bees', 'Read HTTPS://Example.COM/Bees'],
  ['https://example.com/', '(example.com)'],
  ['https://example.com:8443/?q=1', '请看example.com:8443/?q=1。'],
  ['https://müller.de/käse', 'https://müller.de/käse'],
  ['https://müller.de/käse', 'https://xn--mller-kva.de/k%C3%A4se'],
])('%s is known from “%s”', (address, text) => {
  expect(createKnownAddresses(() => [text]).has(new URL(address))).toBe(true)
})

test.each([
  ['https://example.com/bees?memory=secret', 'example.com/bees'],
  ['https://example.com/bees/secret', 'example.com/bees'],
  ['https://example.com/bee', 'example.com/bees'],
  ['https://example.com/bees', 'example.com/BEES'],
  ['https://example.com/', 'counterexample.com'],
  ['https://example.com/', 'example.com/bees'],
  ['https://example.com/', 'example.community'],
])('%s is not known from “%s”', (address, text) => {
  expect(createKnownAddresses(() => [text]).has(new URL(address))).toBe(false)
})

test('what a page or a search gives is known from then on', () => {
  const known = createKnownAddresses(() => [])
  const url = new URL('https://example.com/found')
  expect(known.has(url)).toBe(false)
  known.add(url.href)
  expect(known.has(url)).toBe(true)
})
