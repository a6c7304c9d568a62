/**
 * Reads deltas of which some servers make the whole text so far, again and longer with each chunk.
 * Real text may begin like that too ("ha", "haha"), so nothing is taken for a repetition before it
 * is certain; until then the doubtful chunks are held back.
 */
export function createCumulativeText() {
  let kind: 'unknown' | 'deltas' | 'cumulative' = 'unknown'
  let seen = ''
  let doubtful: string[] = []

  const take = (text: string): string => {
    seen += text
    return text
  }
  const settle = (next: 'deltas' | 'cumulative'): string => {
    const held = doubtful
    doubtful = []
    kind = next
    return next === 'deltas' ? held.join('') : addition(held.at(-1) ?? '')
  }
  /** What a repetition of all so far adds. */
  const addition = (text: string) => {
    if (text.startsWith(seen)) return text.slice(seen.length)
    return seen.startsWith(text) ? '' : text
  }
  const read = (text: string): string => {
    const last = doubtful.at(-1) ?? seen
    if (last === '') return text
    if (text.length <= last.length || !text.startsWith(last)) return settle('deltas') + text
    doubtful.push(text)
    return isCertain(doubtful, last) ? settle('cumulative') : ''
  }

  return {
    /** @returns what is new in a chunk */
    read(text: string): string {
      if (kind === 'deltas') return take(text)
      return take(kind === 'cumulative' ? addition(text) : read(text))
    },
    /** What was held back, at the end. */
    rest: () => take(settle('deltas')),
    /** All text that was read. */
    seen: () => seen,
  }
}

/** Three chunks, each the beginning of the next, the repeated one too long and varied for chance. */
function isCertain(doubtful: string[], repeated: string): boolean {
  return doubtful.length > 1 && isTelling(repeated)
}

/** Nobody writes this twice in a row by chance. */
export function isTelling(text: string): boolean {
  return text.length >= 8 && new Set(text.slice(0, 64)).size >= 5
}
