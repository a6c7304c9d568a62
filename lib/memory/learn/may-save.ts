import { toSimplified } from '../text/chinese-script.ts'
import { isOrder } from './orders.ts'
import { holdsSecret } from './secrets.ts'

/** Width, traditional characters and those that cannot be seen hide nothing. */
const unseen = /\p{Cf}/gu

/** What is never kept: secrets, card numbers, and instructions disguised as facts. Else null. */
export function whyNotSaved(text: string): 'secret' | 'order' | null {
  const plain = toSimplified(text.normalize('NFKC').replace(unseen, ''))
  if (holdsSecret(plain)) return 'secret'
  return isOrder(plain) ? 'order' : null
}

export function maySave(text: string): boolean {
  return whyNotSaved(text) === null
}
