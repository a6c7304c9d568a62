import { createHmac, timingSafeEqual } from 'node:crypto'

/** Crockford's base 32, which omits letters that look like digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The code that protects the first sign-up of a Lumos on the network: `ABCD-EFGH-JKMN`, 60 bits.
 * Derived from the secret, so that all processes print and accept the same code.
 */
export function setupCodeOf(secret: string): string {
  const digest = createHmac('sha256', secret).update('setup-code').digest()
  const letters = [...digest.subarray(0, 12)].map((byte) => alphabet[byte % 32]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

/** Ignores case and dashes, and reads letters that look like digits as those digits. */
export function isSetupCode(text: string, secret: string): boolean {
  const plain = (code: string) =>
    Buffer.from(
      code
        .toUpperCase()
        .replace(/[IL]/g, '1')
        .replaceAll('O', '0')
        .replace(/[^0-9A-Z]/g, ''),
    )
  const received = plain(text)
  const expected = plain(setupCodeOf(secret))
  return received.length === expected.length && timingSafeEqual(received, expected)
}
