import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A pass is good for minutes: one that leaks is soon worth nothing. */
const longestMs = 600_000

/** Passes by which a program that can read the secret speaks for the first admin. */
export interface LocalPasses {
  /**
   * What a pass for this process is made with, told by `GET /api/health`. A pass that somebody
   * obtains by listening on the port while Lumos is down is for another nonce, and worth nothing.
   */
  nonce: string
  /**
   * Whether an `Authorization` header is a pass: `Bearer local.EXPIRES.SIGNATURE`, the time in
   * milliseconds, signed with the secret. Who knows the secret can read the data directory anyway;
   * the command line (`scripts/cli/local-pass.mjs`) makes one for who runs it on the server.
   */
  isValid(authorization: string | null, now?: number): boolean
}

export function createLocalPasses(secret: string): LocalPasses {
  const nonce = randomBytes(16).toString('base64url')
  return {
    nonce,
    isValid(authorization, now = Date.now()) {
      const [, expires, signature] =
        /^Bearer local\.(\d{1,15})\.([\w-]+)$/.exec(authorization ?? '') ?? []
      if (!expires || !signature) return false
      const leftMs = Number(expires) - now
      if (leftMs <= 0 || leftMs > longestMs) return false
      const received = Buffer.from(signature, 'base64url')
      const expected = createHmac('sha256', secret)
        .update(`local-admin.${nonce}.${expires}`)
        .digest()
      return received.length === expected.length && timingSafeEqual(received, expected)
    },
  }
}
