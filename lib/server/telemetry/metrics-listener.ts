import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { clientOf } from '../http/client-address.ts'
import type { NodeListener } from '../http/node-listener.ts'
import { securityHeaders } from '../http/security-headers.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'

/**
 * `GET /api/metrics`: open to requests with `LUMOS_METRICS_TOKEN` if it is set, else to programs on
 * this machine that use no proxy.
 */
export function metricsListener({
  env,
  telemetry,
}: Pick<Services, 'env' | 'telemetry'>): NodeListener {
  return (incoming, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    response.setHeader('cache-control', 'no-store')
    const isAllowed = env.metricsToken
      ? hasToken(incoming, env.metricsToken)
      : clientOf(incoming, env).origin === 'here'
    if (!isAllowed) {
      response.writeHead(401, { 'content-type': 'application/json', 'www-authenticate': 'Bearer' })
      const message = env.metricsToken
        ? 'Metrics need the token in LUMOS_METRICS_TOKEN.'
        : 'Metrics are for this machine. Set LUMOS_METRICS_TOKEN to read them from elsewhere.'
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

function hasToken({ headers }: IncomingMessage, token: string): boolean {
  const received = Buffer.from(headers.authorization ?? '')
  const expected = Buffer.from(`Bearer ${token}`)
  return received.length === expected.length && timingSafeEqual(received, expected)
}
