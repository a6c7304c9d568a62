/** Consecutive characters of a secret that must not be shown. */
const tellingLength = 8

/** Replaces secrets, long parts of them and their encoded forms by `[key]`. */
export function redact(text: string, secrets: string[]): string {
  return secrets
    .filter((secret) => secret.length >= 4)
    .flatMap(waysToWrite)
    .reduce(
      (safe, [form, length, compare = inLowerCase]) => redactOne(safe, form, length, compare),
      text,
    )
}

type WayToWrite = [form: string, length: number, compare?: Compare]

/** Encoded forms of a secret, each with the length of a part that must be hidden. */
function waysToWrite(secret: string): WayToWrite[] {
  const bytes = Buffer.from(secret)
  const hex = bytes.toString('hex')
  const reversed = [...secret].reverse().join('')
  // Base64 depends on the alignment of the text before the secret, such as "Bearer ".
  const base64 = ['', ' ', '  '].map((before) => Buffer.from(before + secret).toString('base64'))
  return [
    [secret, tellingLength],
    // Also matches letters with other characters between them, visible or not. Short secrets are
    // excluded, because ordinary words would match.
    ...(lettersAndDigits(secret).signs.length < tellingLength
      ? []
      : [[secret, tellingLength, lettersAndDigits] satisfies WayToWrite]),
    [reversed, tellingLength],
    [hex, tellingLength * 2],
    [hex.replaceAll(/../g, '%$&'), tellingLength * 3],
    [hex.replaceAll(/../g, '%25$&'), tellingLength * 5],
    ...base64.flatMap((form): WayToWrite[] => [
      [form, tellingLength + 3],
      [form.replaceAll('+', '-').replaceAll('/', '_'), tellingLength + 3],
    ]),
  ]
}

/** The characters of a text that are compared, with their positions. */
interface Compared {
  signs: string
  at(index: number): number
}

type Compare = (text: string) => Compared

function redactOne(text: string, form: string, telling: number, compare: Compare): string {
  const where = compare(text)
  const what = compare(form).signs
  const length = Math.min(telling, what.length)
  const pieces = new Set<string>()
  for (let at = 0; at + length <= what.length; at += 1) pieces.add(what.slice(at, at + length))
  pieces.delete('')
  let safe = ''
  let shownUntil = 0
  let hiddenUntil = 0
  for (let index = 0; index + length <= where.signs.length; index += 1) {
    if (!pieces.has(where.signs.slice(index, index + length))) continue
    const at = where.at(index)
    if (at >= hiddenUntil) safe += `${text.slice(shownUntil, at)}[key]`
    hiddenUntil = where.at(index + length - 1) + 1
    shownUntil = hiddenUntil
  }
  return safe + text.slice(shownUntil)
}

/** Preserves the length, which `toLowerCase` does not do for every letter. */
function inLowerCase(text: string): Compared {
  const signs = text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
  return { signs, at: (index) => index }
}

/** Includes look-alike letters of other widths and styles. */
function lettersAndDigits(text: string): Compared {
  let signs = ''
  const places: number[] = []
  let at = 0
  for (const character of text) {
    at += character.length
    const plain = character.normalize('NFKC').toLowerCase()
    for (const sign of plain.replaceAll(/[^\p{L}\p{N}]/gu, '')) {
      signs += sign
      for (let unit = 0; unit < sign.length; unit += 1) places.push(at - 1)
    }
  }
  return { signs, at: (index) => places[index] ?? text.length }
}
