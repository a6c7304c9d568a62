import { type ExtractedFact, extractedFactSchema } from './extracted-fact.ts'
import { tokenise } from './tokenise.ts'

/** A message says no more; what a model adds is made up. */
const mostFacts = 20
const longestAnswer = 100_000
const thought = /<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/gi
const flatObject = /\{[^{}]*\}/g
const name = /(?<!^|[.!?] )\p{Lu}[\p{L}'-]+/gu
/** So much of two words is alike when one is made of the other: Spain, Spanish. */
const stemLength = 3

/**
 * The facts in a memory model's answer: JSON, though it may stand in prose, in a code fence or behind
 * a thought, and be cut off. What is no fact, or has nothing to do with the message, is left out.
 * @returns null when all that it tells is made up
 * @throws Error when there is no JSON
 */
export function parseFacts(answer: string, message: string): ExtractedFact[] | null {
  const said = answer.slice(0, longestAnswer).replace(thought, '')
  const objects = said.match(flatObject) ?? []
  if (objects.length === 0) throw new Error('The memory model answered without JSON.')
  const facts: ExtractedFact[] = []
  let isAnyTold = false
  const isSaid = saidIn(message)
  for (const object of objects) {
    const fact = extractedFactSchema.safeParse(parseJson(object)).data
    if (!fact) continue
    isAnyTold = true
    if (isSaid(fact.text)) facts.push(fact)
    if (facts.length === mostFacts) break
  }
  return isAnyTold && facts.length === 0 ? null : facts
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // One broken fact spoils no other.
    return null
  }
}

/** One of the names in a fact stands in the message, or one of its words where it names none. */
function saidIn(message: string): (fact: string) => boolean {
  const said = new Set(tokenise(message))
  const words = message.toLowerCase()
  const isNamed = (known: string) => words.includes(known.toLowerCase().slice(0, stemLength))
  return (fact) => {
    const names = fact.replace(/^The user(?:'s)? /i, 'the user ').match(name) ?? []
    const initials = names.map((part) => part.charAt(0).toLowerCase()).join('')
    if (names.length > 0)
      return names.some(isNamed) || (names.length > 1 && words.includes(initials))
    return tokenise(fact.replace(/^用户的?/, '')).some((token) => said.has(token))
  }
}
