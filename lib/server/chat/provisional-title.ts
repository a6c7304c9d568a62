const titleLength = 60

/** The beginning of the first message, until a better title is made. */
export function provisionalTitle(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ')
  const characters = [...line]
  return characters.length <= titleLength
    ? line
    : `${characters
        .slice(0, titleLength - 1)
        .join('')
        .trimEnd()}…`
}

/** Titles that models write have three to six words. */
const titleWords = 6
const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/** A model would only say so short a message again: it costs no request. */
export function isItsOwnTitle(text: string): boolean {
  if (text.length > titleLength) return false
  const found = [...words.segment(text)].filter(({ isWordLike }) => isWordLike)
  return found.length > 0 && found.length <= titleWords
}
