import { mayBeFirstPerson } from '../text/first-person.ts'

/** A name in quotation marks is no quotation. */
const longestName = 40

const code = /```[^`]*(?:```|$)|`[^`\n]*`/g
const quotedLine = /^[ \t]*>.*$/gm
/** A straight mark opens behind a space or a colon, so that inches open nothing; an open one reaches to the end. */
const straight = /(?<=^|[\s(（:：，,、。]|\p{Script=Han})"(?=\S)[^"]*(?:"|$)/gu
const paired =
  /“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|‹[^›]*(?:›|$)|「[^」]*(?:」|$)|『[^』]*(?:』|$)|‘[^’\n]{12,}(?:’(?!\p{L})|$)/gu
const single = /(?<=^|[\s:(：（])'[^'\n]*'(?=[\s.,;!?)]|$)/gm

/** A message without its code and what it quotes, and with straight apostrophes; a short name stays. */
export function withoutQuotations(message: string): string {
  return message
    .replaceAll(code, ' … ')
    .replaceAll(quotedLine, '')
    .replaceAll(paired, withoutQuotation)
    .replaceAll(straight, withoutQuotation)
    .replaceAll(/[’ʼ]/g, "'")
    .replaceAll(/\b(i(?=m |ve )|(?:do|does|ca|wo)n(?=t ))/g, "$1'")
    .replaceAll(single, withoutQuotation)
}

function withoutQuotation(quoted: string): string {
  const inner = quoted.slice(1, -1)
  return inner.length > longestName || mayBeFirstPerson(inner) ? ' … ' : inner
}
