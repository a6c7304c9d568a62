import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { listen } from './listen.ts'

const host = '127.0.0.1'
let servers: Server[] = []

afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  servers = []
})

const portOf = (server: Server | undefined) => (server!.address() as AddressInfo).port

test('hears many who come at once in a few turns of the event loop', async () => {
  servers = await listen(() => undefined, { port: 0, host })
  let heard = 0
  for (const server of servers) server.on('connection', () => (heard += 1))
  // The system accepts these connections; they wait in its queue until Node takes them.
  const sockets = Array.from({ length: 64 }, () => connect(portOf(servers[0]), host))
  let turns = 0
  while (heard < sockets.length) {
    await nextLoopTurn()
    if (heard > 0) turns += 1
  }
  expect(turns).toBeLessThan(sockets.length / 2)
  for (const socket of sockets) socket.destroy()
})

test('answers alike on all of its sockets', async () => {
  servers = await listen((_, response) => response.end('here'), { port: 0, host })
  const url = `http://${host}:${portOf(servers[0])}`
  const texts = await Promise.all(
    Array.from({ length: 40 }, () =>
      fetch(url, { headers: { connection: 'close' } }).then((response) => response.text()),
    ),
  )
  expect(new Set(texts)).toEqual(new Set(['here']))
})

test('does not share the address with another program, nor with another Lumos', async () => {
  const other = createServer().listen(0, host)
  servers = [other]
  await new Promise((resolve) => other.once('listening', resolve))
  const inUse = { code: 'EADDRINUSE' }
  await expect(listen(() => undefined, { port: portOf(other), host })).rejects.toMatchObject(inUse)
  servers.push(...(await listen(() => undefined, { port: 0, host })))
  const port = portOf(servers[1])
  await expect(listen(() => undefined, { port, host })).rejects.toMatchObject(inUse)
})
