import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { SecureVersion } from 'node:tls'

export const roundTripMs = 80

/** A self-signed certificate for localhost, which Lumos trusts through `NODE_EXTRA_CA_CERTS`. */
export function makeCertificate(folder: string): { key: string; cert: string } {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', '-x509', ...kind, ...name, '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  })
  return { key, cert }
}

/**
 * A TLS provider with a round-trip time of 80 ms: every byte is delayed by 40 ms in each direction,
 * below TLS, and a new connection by one more round trip for TCP's handshake. It answers without
 * delay, so the measured time is the network's.
 */
export async function startFarProvider(
  certificate: { key: string; cert: string },
  version: SecureVersion,
) {
  let answered = 0
  let waiting: (() => void) | undefined
  const secure = createHttps(
    {
      key: readFileSync(certificate.key),
      cert: readFileSync(certificate.cert),
      minVersion: version,
      maxVersion: version,
      keepAliveTimeout: 75_000,
    },
    async (request, response) => {
      for await (const _ of request);
      if (request.method === 'POST') {
        const choices = [{ index: 0, delta: { content: 'Here.' }, finish_reason: 'stop' }]
        response.setHeader('content-type', 'text/event-stream')
        response.end(`data: ${JSON.stringify({ choices })}\n\ndata: [DONE]\n\n`)
      } else response.setHeader('content-type', 'application/json').end('{}')
      answered += 1
      waiting?.()
    },
  )
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve))
  const relay = createServer({ noDelay: true }, (near) => {
    const far = connect((secure.address() as AddressInfo).port, '127.0.0.1').setNoDelay()
    delay(near, far, roundTripMs)
    delay(far, near, 0)
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://localhost:${(relay.address() as AddressInfo).port}/v1`,
    answered: () => answered,
    /** Resolves when more than `count` requests are answered and the answer has been delivered. */
    async answersBeyond(count: number): Promise<void> {
      while (answered <= count) {
        await new Promise<void>((resolve) => {
          waiting = resolve
        })
      }
      await new Promise((resolve) => setTimeout(resolve, 2 * roundTripMs))
    },
    close() {
      secure.closeAllConnections()
      secure.close()
      relay.close()
    },
  }
}

/** Forwards bytes in order, delayed by half a round trip; the first ones by `moreMs` more. */
function delay(from: Socket, to: Socket, moreMs: number) {
  let notBefore = performance.now() + moreMs
  const later = (work: () => void) => {
    notBefore = Math.max(notBefore, performance.now())
    setTimeout(work, notBefore + roundTripMs / 2 - performance.now())
  }
  from.on('data', (bytes) => later(() => to.destroyed || to.write(bytes)))
  from.on('end', () => later(() => to.end()))
  from.on('error', () => to.destroy())
  from.on('close', () => later(() => to.end()))
}
