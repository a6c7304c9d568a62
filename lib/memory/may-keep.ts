import { toSimplified } from './chinese-script.ts'
import { isOrder } from './orders.ts'
import { holdsSecret } from './secrets.ts'

/** Width, traditional characters and those that cannot be seen hide nothing. */
const unseen = /\p{Cf}/gu

/** False for what is never kept: secrets, card numbers, and instructions disguised as facts. */
export function mayKeep(text: string): boolean {
  const plain = toSimplified(text.normalize('NFKC').replace(unseen, ''))
  return !holdsSecret(plain) && !isOrder(plain)
}
