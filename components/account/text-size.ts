import type { OwnAccount } from '#lib/contracts/account/account.ts'

/** Font sizes of the root element; all sizes of the interface are relative to it. */
const rootSizes: Record<OwnAccount['textSize'], string> = {
  small: '93.75%',
  medium: '',
  large: '118.75%',
}

/** Applies a text size to the page. */
export function showTextSize(size: OwnAccount['textSize']): void {
  document.documentElement.style.fontSize = rootSizes[size]
}
