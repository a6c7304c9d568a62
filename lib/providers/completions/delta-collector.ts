import { createTextCleaner } from '../failures/clean-text.ts'
import type { ModelEvent } from '../model-port.ts'
import { ThinkTagSplitter } from './think-tags.ts'

type Delta = Extract<ModelEvent, { type: 'text-delta' | 'reasoning-delta' }>

/** Gathers what one read of the socket brought: deltas of one kind that came together become one. */
export function createDeltaCollector(options: { hasThinkTags: boolean }) {
  const answer = createTextCleaner()
  const thoughts = createTextCleaner()
  const think = new ThinkTagSplitter()
  let found: Delta[] = []
  let length = 0
  let hasReasoning = false
  let fieldReasoning = ''
  let repeated = ''

  const add = (type: Delta['type'], delta: string) => {
    if (delta === '') return
    const last = found.at(-1)
    if (last?.type !== type) {
      found.push({ type, delta })
      return
    }
    last.delta += delta
    last.chunks = (last.chunks ?? 1) + 1
  }
  /** Reasoning between tags that repeats what stood in a field of its own comes once. */
  const addTaggedReasoning = (text: string) => {
    repeated += text
    if (fieldReasoning !== '' && fieldReasoning.trim().startsWith(repeated.trim())) return
    add('reasoning-delta', repeated)
    repeated = ''
    fieldReasoning = ''
  }
  const addTagged = (text: string, isLast: boolean) => {
    if (!options.hasThinkTags) return add('text-delta', text)
    const split = think.split(text)
    const rest = isLast ? think.rest() : { reasoning: '', text: '' }
    const reasoning = split.reasoning + rest.reasoning
    if (reasoning !== '') addTaggedReasoning(reasoning)
    add('text-delta', split.text + rest.text)
  }
  const take = (): Delta[] => {
    const taken = found
    found = []
    return taken
  }

  return {
    addText(text: string) {
      if (text === '') return
      length += text.length
      const clean = answer.clean(text)
      if (clean !== '') addTagged(clean, false)
    },
    addReasoning(text: string) {
      if (text === '') return
      length += text.length
      hasReasoning = true
      fieldReasoning += text
      add('reasoning-delta', thoughts.clean(text))
    },
    hasReasoning: () => hasReasoning,
    length: () => length,
    take,
    /** All that is left, also what was held back. */
    rest(): Delta[] {
      add('reasoning-delta', thoughts.rest())
      addTagged(answer.rest(), true)
      return take()
    },
  }
}
