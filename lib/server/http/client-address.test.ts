import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { trustedProxiesSchema } from '#lib/addresses.ts'
import { clientOf, noteClient, notedClient } from './client-address.ts'

function from(peer: string, headers: Record<string, string> = {}, trusted = '') {
  const incoming = {
    socket: { remoteAddress: peer },
    headers: { host: 'localhost:3000', ...headers },
  }
  const isTrustedProxy = trusted ? trustedProxiesSchema.parse(trusted) : () => false
  return clientOf(incoming as unknown as IncomingMessage, { isTrustedProxy })
}
const via = (chain: string) => ({ 'x-forwarded-for': chain })

test.each([
  ['a program on this machine', from('::ffff:127.0.0.1'), '127.0.0.1', 'here'],
  [
    'a page that rebound its name',
    from('127.0.0.1', { host: 'evil.example' }),
    '127.0.0.1',
    'elsewhere',
  ],
  ['another machine', from('192.0.2.7'), '192.0.2.7', 'elsewhere'],
  ['a proxy that is not trusted', from('127.0.0.1', via('192.0.2.7')), '127.0.0.1', 'unknown'],
  [
    'a proxy that names nobody',
    from('127.0.0.1', { via: '1.1 x' }, 'loopback'),
    '127.0.0.1',
    'unknown',
  ],
  [
    'a client behind a trusted proxy',
    from('10.0.0.1', via('192.0.2.7'), '10.0.0.1'),
    '192.0.2.7',
    'elsewhere',
  ],
  [
    'a client that names others before itself',
    from('10.0.0.1', via('198.51.100.1, 192.0.2.7'), '10.0.0.1'),
    '192.0.2.7',
    'elsewhere',
  ],
  [
    'a client behind two proxies',
    from('10.0.0.1', via('192.0.2.7, 10.0.0.2'), 'private'),
    '192.0.2.7',
    'elsewhere',
  ],
  ['with a port', from('10.0.0.1', via('192.0.2.7:5000'), 'private'), '192.0.2.7', 'elsewhere'],
  [
    'IPv6 with a port',
    from('10.0.0.1', via('[2001:db8::7]:5000'), 'private'),
    '2001:db8::7',
    'elsewhere',
  ],
  [
    'what is no address',
    from('10.0.0.1', via('192.0.2.7, evil'), 'private'),
    '10.0.0.1',
    'unknown',
  ],
])('%s', (_, client, address, origin) => {
  expect(client).toEqual({ address, origin })
})

test("a client's own note is overwritten", () => {
  const headers: Record<string, string> = {
    'x-lumos-client': '203.0.113.1',
    'x-lumos-client-is': 'here',
  }
  noteClient({ headers } as unknown as IncomingMessage, {
    address: '2001:db8:1:2::3',
    origin: 'elsewhere',
  })
  expect(notedClient(new Headers(headers))).toEqual({
    address: '2001:db8:1:2::3',
    origin: 'elsewhere',
    network: '2001:db8:1:2::/64',
  })
  expect(notedClient(new Headers())).toMatchObject({ address: 'unknown', origin: 'unknown' })
})
