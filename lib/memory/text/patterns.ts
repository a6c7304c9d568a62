/** Parts that regular expressions of this folder share. */

/** A text that holds a Chinese character. */
export const hanCharacter = /\p{Script=Han}/u

/** Matches any of the words or patterns that stand between commas, over as many lines as it takes. */
export function anyOf(list: string): string {
  return `(?:${list.trim().split(/,\s+/).join('|')})`
}
