import { createServer, type ServerResponse } from 'node:http'
import next from 'next'
import { directRoutes } from './http/node-listener.ts'

// node lib/server/main.ts: the production server. Next.js answers all but the direct routes.
const port = Number(process.env.PORT ?? 3000)
const hostname = process.env.HOST ?? '127.0.0.1'

const server = createServer()
const app = next({ dev: false, dir: process.cwd(), hostname, port, httpServer: server })
// It listens before Next is prepared, so that who asks early waits instead of being refused.
const prepared = app.prepare().then(() => app.getRequestHandler())

server.on('request', (incoming, response) => {
  const path = incoming.url?.split('?', 1)[0]
  const direct = directRoutes().get(`${incoming.method} ${path}`)
  if (direct) return direct(incoming, response)
  prepared.then((handle) => handle(incoming, response)).catch((error) => fail(error, response))
})
server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
server.listen(port, hostname)

function fail(error: unknown, response: ServerResponse) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  if (!response.headersSent) response.writeHead(500)
  response.end()
}
