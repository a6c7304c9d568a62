import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createPacedSender } from './paced-sender.ts'

const frame = 'x'.repeat(16_384)
const frames = 2_000
const mostWaitingBytes = 65_536 + 2 * frame.length

async function connect() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const reader = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const [[socket]] = await Promise.all([once(server, 'connection'), once(reader, 'open')])
  return { server, reader, socket: socket as WebSocket }
}

test('a reader that takes nothing makes the sender wait, and gets everything later', async () => {
  const { server, reader, socket } = await connect()
  let received = 0
  const all = new Promise<void>((resolve) =>
    reader.on('message', () => {
      received += 1
      if (received === frames) resolve()
    }),
  )
  reader.pause()
  let mostWaiting = 0
  const sender = createPacedSender(socket, () => undefined)
  const sending = (async () => {
    for (let at = 0; at < frames; at++) {
      const taken = sender.send([frame])
      mostWaiting = Math.max(mostWaiting, socket.bufferedAmount)
      await taken
    }
  })()
  await vi.waitFor(() => expect(socket.bufferedAmount).toBeGreaterThan(65_536), 30_000)
  expect(received).toBeLessThan(frames)
  reader.resume()
  await Promise.all([sending, all])
  expect(mostWaiting).toBeLessThan(mostWaitingBytes)
  reader.terminate()
  server.close()
})

test('sending to a closed socket resolves', async () => {
  const { server, reader, socket } = await connect()
  const sender = createPacedSender(socket, () => undefined)
  reader.pause()
  const sending = (async () => {
    while (socket.readyState === socket.OPEN) await sender.send([frame])
  })()
  await vi.waitFor(() => expect(socket.bufferedAmount).toBeGreaterThan(65_536), 30_000)
  socket.terminate()
  await sending
  await sender.send([frame])
  reader.terminate()
  server.close()
})
