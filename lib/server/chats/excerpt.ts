import type { ChatMatch } from '#lib/contracts/chat/chat-summary.ts'
import { findTerms, type TermPlace } from '#lib/memory/text/find-terms.ts'

/** UTF-16 units: of an excerpt, and of what it shows before the first match. */
const excerptLength = 180
const leadLength = 40
/** Places that are compared for the best excerpt. */
const mostPlaces = 200

/** The part of a text with the most different terms, and where they stand in it. */
export function excerptAround(whole: string, terms: string[]): Omit<ChatMatch, 'messageId'> {
  const text = whole.replaceAll(/\s+/g, ' ').trim()
  const places = findTerms(text, terms).take(mostPlaces).toArray()
  const first = bestPlace(places)?.start ?? 0
  const start = wordStart(text, first)
  const end = wordEnd(text, start + excerptLength)
  const before = start > 0 ? '…' : ''
  const snippet = `${before}${text.slice(start, end).trimEnd()}${end < text.length ? '…' : ''}`
  const offset = before.length - start
  const ranges = places
    .filter((place) => place.start >= start && place.end <= end)
    .map((place): [number, number] => [place.start + offset, place.end + offset])
  return { snippet, ranges }
}

/** The first place from which on an excerpt has the most different terms. */
function bestPlace(places: TermPlace[]): TermPlace | undefined {
  let best: TermPlace | undefined
  let most = 0
  for (const [index, place] of places.entries()) {
    const within = new Set<string>()
    for (const { end, term } of places.slice(index)) {
      if (end > place.start + excerptLength - leadLength) break
      within.add(term)
    }
    if (within.size <= most) continue
    most = within.size
    best = place
  }
  return best ?? places[0]
}

/** Some words before the place; in text without spaces some characters. */
function wordStart(text: string, place: number): number {
  const earliest = place - leadLength
  if (earliest <= 0) return 0
  const space = text.indexOf(' ', earliest)
  return space >= 0 && space < place ? space + 1 : wholeCharacter(text, earliest)
}

function wordEnd(text: string, latest: number): number {
  if (latest >= text.length) return text.length
  const space = text.lastIndexOf(' ', latest)
  return space > latest - leadLength ? space : wholeCharacter(text, latest)
}

/** Not between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at
}
