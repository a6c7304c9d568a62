import { isOrder } from './orders.ts'
import { holdsSecret } from './secrets.ts'

/** Width and characters that cannot be seen hide nothing. */
const unseen = /\p{Cf}/gu

/** False for what is never kept: secrets, card numbers, and instructions disguised as facts. */
export function mayKeep(text: string): boolean {
  const plain = text.normalize('NFKC').replace(unseen, '')
  return !holdsSecret(plain) && !isOrder(plain)
}
