import type { OwnAccount } from '#lib/contracts/account.ts'

/** Of the root element, on which all sizes of the interface are based. */
const rootSizes: Record<OwnAccount['textSize'], string> = {
  small: '93.75%',
  medium: '',
  large: '118.75%',
}

/** Shows all of the page in this size. */
export function showTextSize(size: OwnAccount['textSize']): void {
  document.documentElement.style.fontSize = rootSizes[size]
}
