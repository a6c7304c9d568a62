import { provisionalTitle } from './provisional-title.ts'

/** Titles have a few words; of a longer answer the rest does not matter. */
const longestLine = 1_000
const before = new Set('"“「*#')
const after = new Set('"”」*.。')

/** A model's answer as a title: its first line without quotes, marks of headings and full stops. */
export function cleanTitle(answer: string): string {
  const start = answer.trimStart()
  const end = start.indexOf('\n')
  const line = start.slice(0, Math.min(end === -1 ? start.length : end, longestLine))
  return provisionalTitle(withoutEnds(line))
}

/** A loop: a pattern would try anew at each of many full stops. */
function withoutEnds(line: string): string {
  let from = 0
  let to = line.length
  const isOneOf = (marks: Set<string>, at: number) => {
    const character = line[at] ?? ''
    return marks.has(character) || character.trim() === ''
  }
  while (from < to && isOneOf(before, from)) from += 1
  while (to > from && isOneOf(after, to - 1)) to -= 1
  return line.slice(from, to).toWellFormed()
}
