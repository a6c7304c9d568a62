/** Matches any of the words or patterns that stand between commas, over as many lines as it takes. */
export function anyOf(list: string): string {
  return `(?:${list.trim().split(/,\s+/).join('|')})`
}
