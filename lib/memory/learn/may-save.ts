import { toSimplified } from '../text/chinese-script.ts'
import { asItLooks } from '../text/confusables.ts'
import { withoutAccents } from '../text/tokenise.ts'
import { isOrder } from './orders.ts'
import { holdsSecret } from './secrets.ts'

/** Width, traditional characters and those that cannot be seen hide nothing. */
const unseen = /\p{Cf}/gu
/** NFKC makes up to 18 characters of one. */
const longestText = 20_000

/**
 * What is never saved: secrets, card numbers, and instructions disguised as facts. Else null. Letters of
 * other scripts that look like Latin ones hide nothing.
 */
export function whyNotSaved(text: string): 'secret' | 'order' | null {
  const plain = plainText(text)
  const seen = withoutAccents(asItLooks(plain))
  if (holdsSecret(plain) || (seen !== plain && holdsSecret(seen))) return 'secret'
  return isOrder(plain) || (seen !== plain && isOrder(seen)) ? 'order' : null
}

export function maySave(text: string): boolean {
  return whyNotSaved(text) === null
}

/** For a turn of a conversation, in which people tell each other what to do. */
export function holdsPlainSecret(text: string): boolean {
  return holdsSecret(plainText(text))
}

function plainText(text: string): string {
  const normal = text.slice(0, longestText).normalize('NFKC').slice(0, longestText)
  return toSimplified(normal.replace(unseen, ''))
}
