/**
 * Receives webhooks of Lumos, and checks their signatures: https://www.standardwebhooks.com
 * Run it with LUMOS_WEBHOOK_SECRET=whsec_… and a free PORT.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

const { LUMOS_WEBHOOK_SECRET: secret = '', PORT = '4000' } = process.env
const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
const toleranceSeconds = 300

/** @param body exactly as it arrived, not parsed and written again */
function isGenuine(headers: IncomingHttpHeaders, body: string): boolean {
  const at = Number(headers['webhook-timestamp'])
  if (!(Math.abs(Date.now() / 1_000 - at) <= toleranceSeconds)) return false
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = createHmac('sha256', key).update(signed).digest()
  // After a rotation there are two signatures, with a blank between them.
  return String(headers['webhook-signature'])
    .split(' ')
    .some((each) => {
      const given = Buffer.from(each.replace(/^v1,/, ''), 'base64')
      return given.length === expected.length && timingSafeEqual(given, expected)
    })
}

/** Ids of what arrived: a delivery may come more than once. */
const seen = new Set<unknown>()

const server = createServer(async (request, response) => {
  const body = await text(request)
  if (!isGenuine(request.headers, body)) {
    response.writeHead(401).end()
    return
  }
  const id = request.headers['webhook-id']
  if (!seen.has(id)) process.stdout.write(`${JSON.parse(body).type} ${id}\n`)
  seen.add(id)
  response.writeHead(204).end()
})
server.listen(Number(PORT), '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
