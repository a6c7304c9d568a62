/** The documents that hold a term, and how often. Removed documents stay until the next build. */
export interface Posting {
  documents: number[]
  counts: number[]
  /** Documents that are not removed. */
  live: number
}

export type Postings = Map<string, Posting>

/** Adds the newest document. */
export function addToPostings(postings: Postings, document: number, tokens: string[]): void {
  for (const token of tokens) {
    let posting = postings.get(token)
    if (!posting) {
      posting = { documents: [], counts: [], live: 0 }
      postings.set(token, posting)
    }
    const last = posting.documents.length - 1
    if (posting.documents[last] === document) {
      posting.counts[last] = (posting.counts[last] ?? 0) + 1
      continue
    }
    posting.documents.push(document)
    posting.counts.push(1)
    posting.live += 1
  }
}

/** A document with these tokens was removed. */
export function removeFromPostings(postings: Postings, tokens: string[]): void {
  for (const token of new Set(tokens)) {
    const posting = postings.get(token)
    if (posting) posting.live -= 1
  }
}
