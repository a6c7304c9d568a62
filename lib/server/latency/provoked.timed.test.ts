import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Finding } from '#lib/contracts/latency/latency.ts'
import { ask, cookie, createAgent, setUpTurns, simulator } from '../chat/testing.ts'
import { call, post } from '../testing.ts'

setUpTurns()

/** @param whileItWaits called while the provider delays its answer */
async function takeTurn(agentId: string, whileItWaits = () => {}) {
  const response = await ask(crypto.randomUUID(), agentId, 'Hello')
  whileItWaits()
  await response.text()
}

async function rulesFor(agentId: string): Promise<string[]> {
  const response = await call('GET', `/api/latency/diagnosis?agentId=${agentId}`, { cookie })
  const { items } = (await response.json()) as { items: Finding[] }
  return items.map(({ rule }) => rule)
}

test('a server that is kept from its work', async () => {
  const agentId = await createAgent('sim:ttfb=400,gap=0,tokens=3')
  const block = () => {
    const until = performance.now() + 250
    while (performance.now() < until);
  }
  for (let turn = 0; turn < 5; turn += 1) await takeTurn(agentId, block)
  expect(await rulesFor(agentId)).toEqual(['busy-server'])
})

/** A provider whose connections open slowly and close on request. */
const openingMs = 300
const sockets = new Set<Socket>()
const farAway = createServer(async (socket) => {
  sockets.add(socket)
  socket.on('error', () => socket.destroy())
  socket.once('close', () => sockets.delete(socket))
  await sleep(openingMs)
  const upstream = connect(simulator.port, '127.0.0.1')
  upstream.on('error', () => socket.destroy())
  upstream.once('close', () => socket.destroy())
  socket.once('close', () => upstream.destroy())
  socket.pipe(upstream).pipe(socket)
})
beforeAll(() => once(farAway.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  farAway.close()
})

test('connections that are opened anew, where open ones are quick', async () => {
  const { port } = farAway.address() as AddressInfo
  const body = { name: 'Far away', baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: 'sk-far' }
  const { slug } = await (await post('/api/providers', { cookie, body })).json()
  const agent = { name: 'Agent', model: `${slug}/sim:ttfb=30,gap=0,tokens=3` }
  const { id } = await (await post('/api/agents', { cookie, body: agent })).json()
  for (let turn = 0; turn < 4; turn += 1) {
    for (const socket of sockets) socket.destroy()
    await takeTurn(id)
    await takeTurn(id)
  }
  expect(await rulesFor(id)).toEqual(['cold-connection'])
})
