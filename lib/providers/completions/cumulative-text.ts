/**
 * Reads deltas of servers that send the whole text so far in each chunk. Ordinary text can begin
 * the same way ("ha", "haha"), so ambiguous chunks are held back until a repetition is certain.
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
  /** The new text in a chunk that repeats all text so far. */
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
    /** @returns the new text of a chunk */
    read(text: string): string {
      if (kind === 'deltas') return take(text)
      return take(kind === 'cumulative' ? addition(text) : read(text))
    },
    /** Held-back text at the end of the answer. */
    rest: () => take(settle('deltas')),
    /** All text read so far. */
    seen: () => seen,
  }
}

/**
 * Certain after three chunks, each a prefix of the next, when the repeated text is long and varied.
 */
function isCertain(doubtful: string[], repeated: string): boolean {
  return doubtful.length > 1 && isTelling(repeated)
}

/** Whether a text is long and varied enough that its repetition is not chance. */
export function isTelling(text: string): boolean {
  return text.length >= 8 && new Set(text.slice(0, 64)).size >= 5
}
