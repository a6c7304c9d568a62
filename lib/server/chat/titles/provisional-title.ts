const titleLength = 60

/** The beginning of the first message, until a model has written a title. */
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

/** Models write titles of three to six words. */
const titleWords = 6
const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Whether a message is so short that it is its own title, which saves a request. */
export function isItsOwnTitle(text: string): boolean {
  if (text.length > titleLength) return false
  const found = [...words.segment(text)].filter(({ isWordLike }) => isWordLike)
  return found.length > 0 && found.length <= titleWords
}
