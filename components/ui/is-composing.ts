import type { KeyboardEvent } from 'react'

/** Is the key the input method's own? 229 is how browsers say so that do not say it otherwise. */
export function isComposing({ nativeEvent, keyCode }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || keyCode === 229
}
