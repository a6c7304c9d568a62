import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A proxy that forwards an answer only when it is complete. */
export async function startBufferingProxy(
  target: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming
    const upstream = request(new URL(url ?? '/', target), { method, headers }, (answer) => {
      const pass = async () => {
        const body = await buffer(answer)
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(body)
      }
      pass().catch(() => outgoing.destroy())
    })
    upstream.on('error', () => outgoing.destroy())
    incoming.pipe(upstream)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
