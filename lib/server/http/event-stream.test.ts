import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeToNodeResponse } from 'next/dist/server/pipe-readable'
import { expect, onTestFinished, test } from 'vitest'
import { EventStream, eventStreamResponse } from './event-stream.ts'

/** One event, and nothing more. */
async function* silence(): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode('data: {}\n\n')
  await new Promise(() => undefined)
}

test('a reader whose session ends loses the connection, and Next.js has no error to print', async () => {
  let cut: () => void = () => undefined
  const stream = new EventStream(silence()).watchedBy((given) => {
    cut = given
    return () => undefined
  })
  const { body } = eventStreamResponse(stream)
  const piping = Promise.withResolvers<void>()
  const server = createServer((_, response) => {
    if (body) pipeToNodeResponse(body, response).then(piping.resolve, piping.reject)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}`)
  const reader = answer.body?.getReader()
  await reader?.read()
  cut()
  await expect(reader?.read()).rejects.toThrow()
  await piping.promise
})
