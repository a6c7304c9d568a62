import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { NodeListener } from '../http/node-listener.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'

const loopback = /^(?:::ffff:)?127\.|^::1$/
const loopbackHost = /^(?:localhost|127\.[\d.]+|\[::1\])(?::\d+)?$/i

/**
 * `GET /api/metrics`: for who has `LUMOS_METRICS_TOKEN`, and for this machine. It stands at the HTTP
 * server itself, because only the socket tells where a request comes from.
 */
export function metricsListener({ env, telemetry }: Services): NodeListener {
  return (incoming, response) => {
    response.setHeader('cache-control', 'no-store')
    if (!isFromHere(incoming) && !hasToken(incoming, env.metricsToken)) {
      response.writeHead(401, { 'content-type': 'application/json', 'www-authenticate': 'Bearer' })
      const message = 'Metrics are for loopback, or with the token in LUMOS_METRICS_TOKEN.'
      response.end(JSON.stringify({ error: { code: 'unauthorised', message } }))
      return
    }
    send(response, telemetry.metrics).catch((error: unknown) => {
      logError(error)
      response.destroy()
    })
  }
}

async function send(
  response: ServerResponse,
  metrics: { text(): Promise<string>; contentType: string },
): Promise<void> {
  const text = await metrics.text()
  response.writeHead(200, { 'content-type': metrics.contentType })
  response.end(text)
}

/** Neither from another machine nor through a proxy on this one. */
function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const isForwarded = headers['x-forwarded-for'] ?? headers['x-forwarded-host'] ?? headers.forwarded
  return (
    isForwarded === undefined &&
    loopback.test(socket.remoteAddress ?? '') &&
    loopbackHost.test(headers.host ?? '')
  )
}

function hasToken({ headers }: IncomingMessage, token: string | undefined): boolean {
  if (!token) return false
  const received = Buffer.from(headers.authorization ?? '')
  const expected = Buffer.from(`Bearer ${token}`)
  return received.length === expected.length && timingSafeEqual(received, expected)
}
