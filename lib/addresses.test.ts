import { expect, test } from 'vitest'
import {
  canonicalAddress,
  clientNetwork,
  isLoopbackName,
  trustedProxiesSchema,
} from './addresses.ts'

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['[2001:DB8:0:0:0:0:0:1]', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  [' ::1 ', '::1'],
  ['192.0.2', null],
  ['unknown', null],
  ['', null],
])('%j is the address %j', (text, address) => {
  expect(canonicalAddress(text)).toBe(address)
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s belongs to %s', (address, network) => {
  expect(clientNetwork(address)).toBe(network)
})

test.each([
  ['10.0.0.5', ['10.0.0.5'], ['10.0.0.6', '::1', 'unknown']],
  ['10.0.0.0/8, 2001:db8::/32', ['10.9.9.9', '2001:db8:5::1'], ['11.0.0.1', '2001:db9::1']],
  ['loopback', ['127.0.0.1', '127.9.9.9', '::1'], ['10.0.0.1']],
  ['Private,loopback', ['192.168.3.4', 'fd00::1', '127.0.0.1'], ['192.0.2.1']],
])('%s trusts %j and not %j', (list, trusted, others) => {
  const isTrusted = trustedProxiesSchema.parse(list)
  expect(trusted.map(isTrusted)).toEqual(trusted.map(() => true))
  expect(others.map(isTrusted)).toEqual(others.map(() => false))
})

test.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.5;', ','])(
  '%j is no list of proxies',
  (list) => {
    expect(trustedProxiesSchema.safeParse(list).success).toBe(false)
  },
)

test.each([
  ['localhost', true],
  ['LOCALHOST', true],
  ['lumos.localhost', true],
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['[::1]', true],
  ['::ffff:127.0.0.1', true],
  ['localhost.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['0.0.0.0', false],
  ['', false],
])('%j is this machine: %j', (name, isLoopback) => {
  expect(isLoopbackName(name)).toBe(isLoopback)
})
