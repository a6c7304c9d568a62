/** Characters of a secret in a row that give too much of it away. */
const tellingLength = 8

/** Replaces secrets, longer pieces of them, and the ways to write them otherwise, by `[key]`. */
export function redact(text: string, secrets: string[]): string {
  return secrets
    .filter((secret) => secret.length >= 4)
    .flatMap(waysToWrite)
    .reduce((safe, [form, length]) => redactOne(safe, form, length), text)
}

/** A secret in other letters, with the length of a piece that tells as much. */
function waysToWrite(secret: string): [form: string, length: number][] {
  const bytes = Buffer.from(secret)
  const hex = bytes.toString('hex')
  const reversed = [...secret].reverse().join('')
  // Base64 depends on what stands before, such as "Bearer ".
  const base64 = ['', ' ', '  '].map((before) => Buffer.from(before + secret).toString('base64'))
  return [
    [secret, tellingLength],
    [reversed, tellingLength],
    [hex, tellingLength * 2],
    [hex.replaceAll(/../g, '%$&'), tellingLength * 3],
    ...base64.flatMap((form): [string, number][] => [
      [form, tellingLength + 3],
      [form.replaceAll('+', '-').replaceAll('/', '_'), tellingLength + 3],
    ]),
  ]
}

function redactOne(text: string, form: string, telling: number): string {
  const [where, what] = [inLowerCase(text), inLowerCase(form)]
  const length = Math.min(telling, what.length)
  const pieces = new Set<string>()
  for (let at = 0; at + length <= what.length; at += 1) pieces.add(what.slice(at, at + length))
  let safe = ''
  let hiddenUntil = 0
  for (let at = 0; at < text.length; at += 1) {
    if (pieces.has(where.slice(at, at + length))) {
      if (at >= hiddenUntil) safe += '[key]'
      hiddenUntil = at + length
    }
    if (at >= hiddenUntil) safe += text.charAt(at)
  }
  return safe
}

/** Of the same length, which `toLowerCase` is not for every letter. */
function inLowerCase(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
