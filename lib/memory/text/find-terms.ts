import { toSimplified } from './chinese-script.ts'
import { tokenise } from './tokenise.ts'

/** A place in a text, UTF-16 units, and the term that matches there. */
export interface TermPlace {
  start: number
  end: number
  term: string
}

const runs =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+/gv
const withoutSpaces = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** Where the words of a text stand that begin with one of the search terms, in its order. */
export function* findTerms(text: string, terms: string[]): Generator<TermPlace> {
  const known = new Map<string, string | undefined>()
  for (const { 0: run, index } of text.matchAll(runs)) {
    if (withoutSpaces.test(run)) {
      yield* findInRun(run, index, terms)
      continue
    }
    if (!known.has(run)) known.set(run, termOf(run, terms))
    const term = known.get(run)
    if (term !== undefined) yield { start: index, end: index + run.length, term }
  }
}

function termOf(word: string, terms: string[]): string | undefined {
  const tokens = tokenise(word)
  return terms.find((term) => tokens.some((token) => token.startsWith(term)))
}

/** In text without spaces a term may stand anywhere. Overlapping places become one. */
function* findInRun(run: string, offset: number, terms: string[]): Generator<TermPlace> {
  const folded = toSimplified(run)
  if (folded.length !== run.length) return
  const found = terms
    .flatMap((term) => [...placesOf(folded, term)])
    .sort((a, b) => a.start - b.start || b.end - a.end)
  let last: TermPlace | undefined
  for (const place of found) {
    if (last && place.start < last.end) {
      last.end = Math.max(last.end, place.end)
      continue
    }
    if (last) yield { ...last, start: last.start + offset, end: last.end + offset }
    last = place
  }
  if (last) yield { ...last, start: last.start + offset, end: last.end + offset }
}

function* placesOf(text: string, term: string): Generator<TermPlace> {
  let start = text.indexOf(term)
  while (start >= 0) {
    yield { start, end: start + term.length, term }
    start = text.indexOf(term, start + term.length)
  }
}
