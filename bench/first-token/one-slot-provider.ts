import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * A model server that handles one request at a time and frees its slot when a client disconnects.
 * @param workMs time for a title or the extraction of facts
 * @param firstTokenMs TTFB of a message
 */
export async function startOneSlotProvider(options: {
  isOllama: boolean
  workMs: number
  firstTokenMs: number
}) {
  let slot: Promise<unknown> = Promise.resolve()
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const body = Buffer.concat(pieces).toString()
    if (request.method !== 'POST') {
      response.statusCode = request.url === '/api/version' && !options.isOllama ? 404 : 200
      return void response.end('{"version":"0.32.7","data":[{"id":"model"}]}')
    }
    const left = new AbortController()
    response.once('close', () => left.abort())
    const before = slot
    const { promise, resolve } = Promise.withResolvers<void>()
    slot = promise
    await before
    const ms = body.includes('Lumos ') ? options.workMs : options.firstTokenMs
    const isAsked = await sleep(ms, true, { signal: left.signal }).catch(() => false)
    if (isAsked) answer(response, body.includes('memory extraction') ? '{"facts":[]}' : 'I see.')
    resolve()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function answer(response: ServerResponse, content: string) {
  const choices = [{ index: 0, delta: { content }, finish_reason: 'stop' }]
  response.setHeader('content-type', 'text/event-stream')
  response.end(`data: ${JSON.stringify({ choices })}\n\ndata: [DONE]\n\n`)
}
