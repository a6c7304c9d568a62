import type { LumosMessage, RelabelledParts } from './chat.ts'

type Parts = LumosMessage['parts']

/**
 * A message's parts as what they turned out to be: text that was reasoning, and reasoning that
 * follows once more as text, which is left out. A stored message needs no change.
 */
export function shownParts(parts: Parts, relabelled: RelabelledParts | undefined): Parts {
  if (!relabelled || relabelled.text.length + relabelled.reasoning.length === 0) return parts
  const count = { text: 0, reasoning: 0 }
  return parts.flatMap((part): Parts => {
    if (part.type !== 'text' && part.type !== 'reasoning') return [part]
    const place = count[part.type]
    count[part.type] += 1
    if (!relabelled[part.type].includes(place)) return [part]
    return part.type === 'text' ? [{ ...part, type: 'reasoning', text: part.text.trim() }] : []
  })
}
