import { once } from 'node:events'
import { Agent, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { listen } from '../listen.ts'
import { type Connections, createConnections } from './connections.ts'

const host = '127.0.0.1'
/** A slow machine takes seconds for what an answer sends. */
const patienceMs = 30_000
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let connections: Connections

afterEach(async () => {
  agent.destroy()
  await connections.end()
})

async function serve(answer: (response: ServerResponse) => void): Promise<number> {
  connections = createConnections(patienceMs)
  const servers = await listen((_, response) => answer(response), { port: 0, host })
  for (const server of servers) connections.watch(server)
  return (servers[0]!.address() as AddressInfo).port
}

/** Asks on a connection that is kept open. */
async function ask(port: number) {
  const [response] = await once(request({ host, port, agent }).end(), 'response')
  let text = ''
  for await (const piece of response) text += piece
  return { text, connection: response.headers.connection }
}

test('a connection that is open when listening stops carries one more answer', async () => {
  const port = await serve((response) => response.end('here'))
  expect(await ask(port)).toEqual({ text: 'here', connection: 'keep-alive' })
  await connections.stopListening()
  expect(await ask(port)).toEqual({ text: 'here', connection: 'close' })
  await expect(ask(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('so does an answer that has not begun', async () => {
  const waiting = Promise.withResolvers<ServerResponse>()
  const port = await serve(waiting.resolve)
  const asked = ask(port)
  const response = await waiting.promise
  expect(connections.answering()).toBe(1)
  await connections.stopListening()
  response.end('late')
  expect(await asked).toEqual({ text: 'late', connection: 'close' })
  expect(connections.answering()).toBe(0)
})

test('an end lets a slow reader have all of an answer, and closes idle connections', async () => {
  const bytes = 20_000_000
  const port = await serve((response) => response.end(Buffer.alloc(bytes)))
  const idle = connect(port, host)
  await once(idle, 'connect')
  const [response] = await once(request({ host, port }).end(), 'response')
  response.pause()
  const ended = connections.end()
  await once(idle.resume(), 'close')
  let length = 0
  for await (const piece of response) length += piece.length
  expect(length).toBe(bytes)
  await ended
  await expect.poll(() => connections.size()).toBe(0)
})

test('a request that arrived while the process was held up is answered before the end', async () => {
  const port = await serve((response) => response.end('here'))
  const socket = connect(port, host).setEncoding('utf8')
  await once(socket, 'connect')
  await connections.stopListening()
  await expect.poll(() => connections.size()).toBe(1)
  socket.write(`GET / HTTP/1.1\r\nhost: ${host}\r\n\r\n`)
  const ended = connections.end()
  let text = ''
  for await (const piece of socket) text += piece
  expect(text).toMatch(/^HTTP\/1.1 200 .*here$/s)
  await ended
})

test('event streams are told from other answers', async () => {
  const port = await serve((response) => {
    response.setHeader('content-type', 'text/event-stream')
    response.write('data: {}\n\n')
  })
  const [response] = await once(request({ host, port }).end(), 'response')
  expect(connections.answering()).toBe(1)
  expect(connections.answering({ withoutStreams: true })).toBe(0)
  response.destroy()
  await expect.poll(() => connections.size()).toBe(0)
})
