/**
 * Characters without a visible form that hide or reorder text: control characters but tab and line
 * feed, marks of direction, and Unicode's tag characters.
 */
const invisible = /[[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]--[\t\n]]/gv

/** Text of strangers as it may be shown and sent to models: well-formed, without hidden characters. */
export function cleanText(text: string, maxChars: number): string {
  const cut = text.length > maxChars ? text.slice(0, maxChars) : text
  const clean = cut.toWellFormed().replaceAll('\r\n', '\n').replaceAll(invisible, '')
  return cut === text
    ? clean
    : `${clean}\n[${text.length - maxChars} more characters were left out]`
}

const shortestSecret = 6

/** Replaces secrets that a stranger repeats. */
export function withoutSecrets(text: string, secrets: string[]): string {
  return secrets
    .filter(({ length }) => length >= shortestSecret)
    .reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text)
}
