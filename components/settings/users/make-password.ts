/**
 * 32 characters, so that a random byte selects them uniformly. Similar-looking ones are left out.
 */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789A'

/** 20 random characters in groups of five: 100 bits, easy to dictate. */
export function makePassword(): string {
  const picked = Array.from(
    crypto.getRandomValues(new Uint8Array(20)),
    (byte) => letters[byte % 32],
  )
  return [0, 5, 10, 15].map((from) => picked.slice(from, from + 5).join('')).join('-')
}
