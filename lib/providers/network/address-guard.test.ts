import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkProvider } from '../setup/check-provider.ts'
import { isAddressAllowed } from './address-guard.ts'
import { createPool } from './connection.ts'

describe('addresses', () => {
  test.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    '%s is public',
    (address) => {
      expect(isAddressAllowed(address, false)).toBe(true)
      expect(isAddressAllowed(address, true)).toBe(true)
    },
  )

  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '198.18.0.1',
    '::1',
    '0:0:0:0:0:0:0:1',
    'fc00::1',
    'fd12:3456::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:7f00:0001',
    '::127.0.0.1',
    '64:ff9b::127.0.0.1',
    '64:ff9b::c0a8:101',
    '::1%lo',
    '64:ff9b:1::7f00:1',
    '64:ff9b:1::10.0.0.1',
    '64:ff9b:1:ffff:1:2:7f00:1',
    '::ffff:0:7f00:1',
    '::ffff:0:192.168.0.1',
  ])('%s is private: allowed only where private providers are', (address) => {
    expect(isAddressAllowed(address, false)).toBe(false)
    expect(isAddressAllowed(address, true)).toBe(true)
  })

  test.each([
    '169.254.169.254',
    '169.254.0.1',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::a9fe:a9fe',
    '64:ff9b::169.254.169.254',
    '64:ff9b:1::a9fe:a9fe',
    '::ffff:0:169.254.169.254',
    '2002:a9fe:a9fe::1',
    '2001:0:a9fe:a9fe::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '::ffff:0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    'ff02::1',
    'localhost',
    '2130706433',
    '',
  ])('"%s" is always refused', (address) => {
    expect(isAddressAllowed(address, false)).toBe(false)
    expect(isAddressAllowed(address, true)).toBe(false)
  })
})

describe('base URLs', () => {
  let server: Server
  let port: number
  let requests = 0
  beforeAll(async () => {
    server = createServer((_, response) => {
      requests += 1
      response.end('{"data":[]}')
    })
    await new Promise<void>((resolve) => server.listen(0, resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => void server.close())

  const check = async (host: string, isPrivateAllowed: boolean) => {
    const dispatcher = createPool(isPrivateAllowed)
    const baseUrl = `http://${host}:${port}/v1`
    const connection = { kind: 'openai-compatible', baseUrl, apiKey: '', headers: {} } as const
    const result = await checkProvider({ ...connection, dispatcher })
    await dispatcher.destroy()
    return result
  }

  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '127.0.0.1.',
    '１２７.0.0.1',
    '127。0。0。1',
    'localhost',
    'LOCALHOST',
    'localhost.',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:7f00:1]',
    '0.0.0.0',
    '0',
    '[::]',
  ])('http://%s is not connected to when private providers are not allowed', async (host) => {
    const before = requests
    const result = await check(host, false)
    // Some resolvers do not resolve "localhost.".
    expect(result.error).toMatch(/private or reserved|host name cannot be found/)
    expect(requests).toBe(before)
  })

  test.each(['127.0.0.1', '2130706433', 'localhost', '[::ffff:127.0.0.1]'])(
    'http://%s is reached when they are',
    async (host) => expect(await check(host, true)).toMatchObject({ ok: true }),
  )

  test.each(['0.0.0.0', '[::]', '169.254.169.254', '[::ffff:169.254.169.254]', '2852039166'])(
    'http://%s is refused even then',
    async (host) => expect((await check(host, true)).error).toContain('never connects to'),
  )
})
