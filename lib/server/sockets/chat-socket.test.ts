import { afterEach, expect, test } from 'vitest'
import { cookie, createAgent, services, setUpTurns } from '../chat/testing.ts'
import { createDraining } from '../cluster/draining.ts'
import type { SocketLimits } from './chat-socket.ts'
import { openSocket, sendFrame, startSocketServer, type TestSocket } from './testing.ts'

setUpTurns()

const endings: (() => void)[] = []
afterEach(() => {
  for (const end of endings.splice(0)) end()
})

async function startServer(limits?: Partial<SocketLimits>) {
  const draining = createDraining()
  const server = await startSocketServer({ ...services, draining }, limits)
  endings.push(server.stop)
  const connect = async (options: { autoPong?: boolean } = {}) => {
    const opened = await openSocket(server.url, { cookie, origin: server.origin }, options)
    endings.push(() => opened.socket.terminate())
    return opened
  }
  return { draining, connect }
}

async function startStream(socket: TestSocket, model: string) {
  const asked = sendFrame(crypto.randomUUID(), await createAgent(model))
  socket.send(asked)
  await socket.wait(({ chunk }) => chunk?.type === 'text-delta')
  return asked
}

test('an instance that ends closes idle sockets at once, and others after their streams', async () => {
  const { draining, connect } = await startServer()
  const [idle, busy, asking] = [await connect(), await connect(), await connect()]
  const asked = await startStream(busy, 'sim:ttfb=1,gap=5,tokens=400')
  const other = await startStream(asking, 'sim:ttfb=1,gap=5,tokens=100000')
  draining.leave()
  const restart = [1012, 'Lumos is restarting. Connect again.']
  expect(await idle.closed).toEqual(restart)
  await expect(connect()).rejects.toThrow('503')
  expect(await busy.closed).toEqual(restart)
  expect(busy.text(asked.requestId)).toMatch(/tok399$/)
  expect(busy.frames.at(-1)?.type).toBe('end')
  asking.send(sendFrame(crypto.randomUUID(), 'any'))
  expect(await asking.closed).toEqual(restart)
  expect(asking.frames.every(({ requestId }) => requestId === other.requestId)).toBe(true)
  await services.runs.stop({}, 'user')
})

test('a side that answers no ping is cut off', async () => {
  const { connect } = await startServer({ heartbeatMs: 20, patienceMs: 100 })
  const silent = await connect({ autoPong: false })
  expect((await silent.closed)[0]).toBe(1006)
})
