import type { KeyboardEvent } from 'react'

/**
 * Whether the input method handles this key. Safari reports the last key of a composition only by
 * `keyCode` 229.
 */
export function isComposing({ nativeEvent, keyCode }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || keyCode === 229
}
