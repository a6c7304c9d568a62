import { createHash } from 'node:crypto'
import { stemmer } from 'stemmer'
import { processWide } from '#lib/process-wide.ts'
import { toSimplified } from './chinese-script.ts'
import { baseForms } from './irregular-words.ts'
import { stopWords } from './stop-words.ts'

const scriptWithoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const runsWithoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu
/** An index entry of PostgreSQL holds at most 2,700 bytes. */
const longestFingerprint = 500
/** What is longer is no word; some versions of PostgreSQL index none over 2,047 bytes. */
const longestWord = 100
/** What is longer after folding is cut: one character may become 18. */
const longestText = 40_000
const latin = /^[a-z]+$/
const accented = /[\u00C0-\u024F\u1E00-\u1EFF]|\p{Mn}/u
const accents = /(\p{Script=Latin})\p{Mn}+/gu
const letterOrDigit = /[\p{L}\p{N}]+/gu
/** "Model3" and "Model 3" are the same. */
const letterDigitBorder = /(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])/g

const segmenter = () =>
  processWide('segmenter', () => new Intl.Segmenter('zh', { granularity: 'word' }))

/**
 * The search tokens of a text, in its order: English words in their base form and without stop words; Chinese
 * and Japanese as words (`Intl.Segmenter`) and as character bigrams, because the segmenter errs;
 * width, case and traditional characters folded; numbers, dates and names stay.
 */
export function tokenise(text: string): string[] {
  const folded = fold(text)
  const tokens: string[] = []
  for (const [run] of folded.replaceAll(runsWithoutSpaces, ' $& ').matchAll(letterOrDigit)) {
    if (!scriptWithoutSpaces.test(run)) {
      for (const word of run.split(letterDigitBorder)) addWord(tokens, word)
      continue
    }
    const words = [...segmenter().segment(run)].map(({ segment }) => segment)
    const characters = [...run]
    const bigrams = characters
      .slice(1)
      .map((character, index) => `${characters[index]}${character}`)
    const isSingle = characters.length === 1
    const parts = new Set([...words.filter((word) => isSingle || [...word].length > 1), ...bigrams])
    for (const part of parts) if (!stopWords.has(part)) tokens.push(part)
  }
  return tokens
}

/** Width, case, traditional characters and the accents of Latin letters folded. */
function fold(text: string): string {
  const wide = text.slice(0, longestText).normalize('NFKC').slice(0, longestText).toLowerCase()
  return withoutAccents(toSimplified(wide))
}

/** "café" as "cafe"; letters of other scripts stay as they are. */
export function withoutAccents(text: string): string {
  return accented.test(text) ? text.normalize('NFD').replace(accents, '$1').normalize('NFC') : text
}

/** A stored token as this version makes it: earlier ones left the accents of Latin letters. */
export function currentToken(token: string): string {
  return accented.test(token) ? baseForm(withoutAccents(token)) : token
}

function addWord(tokens: string[], whole: string) {
  const word = whole.slice(0, longestWord)
  if (stopWords.has(word)) return
  tokens.push(baseForm(word))
}

function baseForm(word: string): string {
  return latin.test(word) ? stemmer(baseForms.get(word) ?? word) : word
}

/** The tokens as one text, for storing. */
export function searchableText(text: string): string {
  return tokenise(text).join(' ')
}

/** The distinct tokens of a query. */
export function searchTerms(query: string): string[] {
  return [...new Set(tokenise(query))]
}

/** Equal for texts that say the same but for case, width, punctuation and traditional characters. */
export function fingerprint(text: string): string {
  const folded = toSimplified(text.normalize('NFKC').toLowerCase())
  const characters = (folded.match(letterOrDigit) ?? []).join(' ')
  return characters.length <= longestFingerprint
    ? characters
    : createHash('sha256').update(characters).digest('hex')
}
