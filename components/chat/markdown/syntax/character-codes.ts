import type { Code } from 'micromark-util-types'

export const backslash = 92
export const dollar = 36

/** micromark writes tabs and line endings as negative codes and the end of the text as null. */
export function asText(code: Code): string {
  if (code === null) return ''
  if (code >= 0) return String.fromCharCode(code)
  return code < -2 ? '\n' : ' '
}
