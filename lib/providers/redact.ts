/** Characters of a secret in a row that give too much of it away. */
const tellingLength = 8

/** Replaces secrets, and longer pieces of them, by `[key]`. */
export function redact(text: string, secrets: string[]): string {
  return secrets.reduce((safe, secret) => redactOne(safe, secret), text)
}

function redactOne(text: string, secret: string): string {
  if (secret.length < 4) return text
  const length = Math.min(tellingLength, secret.length)
  const pieces = new Set<string>()
  for (let at = 0; at + length <= secret.length; at += 1) pieces.add(secret.slice(at, at + length))
  let safe = ''
  let hiddenUntil = 0
  for (let at = 0; at < text.length; at += 1) {
    if (pieces.has(text.slice(at, at + length))) {
      if (at >= hiddenUntil) safe += '[key]'
      hiddenUntil = at + length
    }
    if (at >= hiddenUntil) safe += text.charAt(at)
  }
  return safe
}
