import type { RecalledMemory } from '#lib/contracts/memory/memory.ts'
import { estimateTokens } from '#lib/contracts/models/estimate-tokens.ts'
import { mayBeFirstPerson } from '../text/first-person.ts'
import { sameWord } from '../text/same-words.ts'
import { searchTerms, tokenise } from '../text/tokenise.ts'
import type { Hit } from './indexed-memory.ts'
import { withoutRequests } from './question-cues.ts'

/** Shares of a query that a fact has to name before it is worth a place in a prompt. */
const leastNamed = {
  /** The author speaks of himself: what is known of him is asked for. */
  ofAuthor: 0.1,
  /** A question about the world: a word in common is mostly chance. */
  ofOthers: 0.3,
}
/** Beside a fact that answers, one that scores less than this part of it adds words only. */
const leastOfBest = 0.4

/**
 * What of the hits enters a prompt: the best that fit into the budget, none cut, none twice, and none
 * that only shares a word with what was said. Greetings and thanks get nothing.
 */
export function chooseMemories(
  hits: Hit[],
  {
    query,
    limit,
    budgetTokens,
    now,
  }: { query: string; limit: number; budgetTokens: number; now: number },
): RecalledMemory[] {
  if (searchTerms(withoutRequests(query)).length === 0) return []
  const isOfAuthor = mayBeFirstPerson(query) || /\buser\b|用户/i.test(query)
  const least = isOfAuthor ? leastNamed.ofAuthor : leastNamed.ofOthers
  const best = hits[0]?.score ?? 0
  const chosen: RecalledMemory[] = []
  const seen = new Set<string>()
  let left = budgetTokens
  for (const hit of hits) {
    if (chosen.length === limit || hit.score < leastOfBest * best) break
    const { text, endedAt } = hit.memory
    const words = [...new Set(tokenise(text).map(sameWord))].sort().join(' ')
    const isPast = endedAt !== null && endedAt <= now
    const key = `${isPast} ${words || text}`
    const cost = estimateTokens(text)
    if (hit.named < least || cost > left || seen.has(key)) continue
    seen.add(key)
    left -= cost
    chosen.push({ ...asRecalled(hit), ...(isPast && { endedAt: new Date(endedAt).toISOString() }) })
  }
  return chosen
}

export function asRecalled({ memory, score }: Hit): RecalledMemory {
  return { id: memory.id, text: memory.text, score: Math.round(score * 1000) / 1000 }
}
