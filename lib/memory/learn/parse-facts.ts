import { type ExtractedFact, extractedFactSchema } from './extracted-fact.ts'
import { isPlausibleFact } from './plausible-fact.ts'
import { saidIn } from './said-in.ts'

/** A message says no more; what a model adds is made up. */
const mostFacts = 20
const longestAnswer = 100_000
const thought = /<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/gi
const flatObject = /\{[^{}]*\}/g

/**
 * The facts in a memory model's answer: JSON, though it may stand in prose, in a code fence or behind
 * a thought, and be cut off. What is no lasting fact about the user, or has nothing to do with the message, is left out.
 * @returns null when all that it tells is made up
 * @throws Error when there is no JSON
 */
export function parseFacts(answer: string, message: string): ExtractedFact[] | null {
  const text = answer.slice(0, longestAnswer).replace(thought, '')
  const objects = text.match(flatObject) ?? []
  if (objects.length === 0) throw new Error('The memory model answered without JSON.')
  const facts: ExtractedFact[] = []
  let hasAnyFact = false
  const isSaid = saidIn(message)
  for (const object of objects) {
    const fact = extractedFactSchema.safeParse(parseJson(object)).data
    if (!fact) continue
    hasAnyFact = true
    if (isSaid(fact.text) && isPlausibleFact(fact.text)) facts.push(fact)
    if (facts.length === mostFacts) break
  }
  return hasAnyFact && facts.length === 0 ? null : facts
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // One broken fact spoils no other.
    return null
  }
}
