import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import next from 'next'
import { env } from '#lib/env.ts'
import { admitRequest } from './http/admit-request.ts'
import { httpConnections } from './http/connections.ts'
import { explainMethods, refusals, refuse } from './http/explain-refusal.ts'
import { directRoutes } from './http/node-listener.ts'
import { refusedStatus } from './http/refused-status.ts'
import { setPagePolicy } from './http/security-headers.ts'
import { staticFiles } from './http/static-files.ts'
import { createUpgrades } from './http/upgrades.ts'
import { listen } from './listen.ts'

// node lib/server/main.ts: the production server. Next.js answers all but the direct routes.
const port = Number(process.env.PORT ?? 3000)
const host = process.env.HOST ?? '127.0.0.1'

const sendStatic = staticFiles(join(process.cwd(), '.next', 'static'))
// Next.js would end upgraded connections of routes in `app`: it is given a server that never listens.
const httpServer = createServer()
const app = next({ dev: false, dir: process.cwd(), hostname: host, port, httpServer })
const prepared = app.prepare().then(() => app.getRequestHandler())

try {
  // Beside other instances, load balancers send requests elsewhere until this one can answer. Alone
  // it listens before, so that early requests wait instead of being refused.
  if (process.env.DATABASE_URL) await prepared
  const servers = await listen(
    (incoming, response) => {
      const [path = ''] = incoming.url?.split('?', 1) ?? []
      const direct = directRoutes().get(`${incoming.method} ${path}`)
      // Direct routes exist only after Lumos has started and read its environment.
      if (direct) {
        if (admitRequest(incoming, response, env())) direct(incoming, response)
        return
      }
      prepared
        .then((handle) => {
          if (!admitRequest(incoming, response, env()) || sendStatic(incoming, response)) return
          const status = refusedStatus(incoming.method, path)
          if (status) return refuse(response, refusals[status])
          explainMethods(response)
          setPagePolicy(path, incoming, response)
          return handle(incoming, response)
        })
        .catch((error) => fail(error, response))
    },
    { port, host },
    createUpgrades(env),
  )
  for (const server of servers) httpConnections().watch(server)
} catch (error) {
  process.stderr.write(`Lumos cannot listen: ${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}

function fail(error: unknown, response: ServerResponse) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  if (!response.headersSent) response.writeHead(500)
  response.end()
}
