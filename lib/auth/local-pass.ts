import { createHmac, timingSafeEqual } from 'node:crypto'

/** A pass is good for minutes: one that leaks is soon worth nothing. */
const longestMs = 600_000

/**
 * Whether an `Authorization` header is a local pass: `Bearer local.EXPIRES.SIGNATURE`, the time in
 * milliseconds, signed with the secret. Who knows the secret can read the data directory anyway;
 * the command line (`scripts/cli/local-pass.mjs`) makes one for who runs it on the server.
 */
export function isLocalPass(authorization: string | null, secret: string, now = Date.now()) {
  const [, expires, signature] =
    /^Bearer local\.(\d{1,15})\.([\w-]+)$/.exec(authorization ?? '') ?? []
  if (!expires || !signature) return false
  const leftMs = Number(expires) - now
  if (leftMs <= 0 || leftMs > longestMs) return false
  const received = Buffer.from(signature, 'base64url')
  const expected = createHmac('sha256', secret).update(`local-admin.${expires}`).digest()
  return received.length === expected.length && timingSafeEqual(received, expected)
}
