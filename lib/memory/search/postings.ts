/** The documents that hold a term, and how often. Removed documents stay until the next build. */
export interface Posting {
  /** A document's number and the term's count in one number: see `documentOf` and `countOf`. */
  entries: number[]
  /** Documents that are not removed. */
  live: number
}

const countBits = 6
const mostCounted = (1 << countBits) - 1

export function documentOf(entry: number): number {
  return entry >>> countBits
}

/** At most 63: further occurrences change no score that can be seen. */
export function countOf(entry: number): number {
  return entry & mostCounted
}

export interface Postings {
  find(term: string): Posting | undefined
  /** Adds the newest document. @returns how many terms are new */
  add(document: number, tokens: string[]): number
  /** A document with these tokens was removed. */
  remove(tokens: string[]): void
}

/** @param termOf the term that a stored token stands for; asked once for each token */
export function createPostings(termOf: (token: string) => string): Postings {
  const byToken = new Map<string, Posting>()
  const find = (token: string) => {
    const found = byToken.get(token)
    if (found) return found
    const term = termOf(token)
    const same = term === token ? undefined : byToken.get(term)
    if (same) byToken.set(token, same)
    return same
  }
  const create = (token: string) => {
    const posting: Posting = { entries: [], live: 0 }
    byToken.set(token, posting)
    byToken.set(termOf(token), posting)
    return posting
  }
  return {
    find,
    add(document, tokens) {
      let created = 0
      for (const token of tokens) {
        let posting = byToken.get(token) ?? find(token)
        if (!posting) {
          posting = create(token)
          created += 1
        }
        const last = posting.entries.length - 1
        const entry = posting.entries[last] ?? -1
        if (entry >= 0 && documentOf(entry) === document) {
          if (countOf(entry) < mostCounted) posting.entries[last] = entry + 1
        } else {
          posting.entries.push((document << countBits) | 1)
          posting.live += 1
        }
      }
      return created
    },
    remove(tokens) {
      for (const posting of new Set(tokens.map(find)))
        if (posting && posting.live > 0) posting.live -= 1
    },
  }
}
