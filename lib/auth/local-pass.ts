import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Passes are valid for at most ten minutes, which limits the harm of a leaked one. */
const longestMs = 600_000

/** Passes that authenticate a program that can read the secret as the first admin. */
export interface LocalPasses {
  /**
   * Part of every pass for this process, published by `GET /api/health`. A pass captured by a
   * program that listens on the port while Lumos is down has another nonce and is invalid.
   */
  nonce: string
  /**
   * Whether an `Authorization` header is a valid pass: `Bearer local.EXPIRES.SIGNATURE`, the time
   * in milliseconds, signed with the secret. A reader of the secret can read the data directory
   * anyway. The command line creates passes on the server (`scripts/cli/local-pass.mjs`).
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
