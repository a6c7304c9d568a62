import type { ModelEvent } from '#lib/providers/model-port.ts'

/** Shorter matches are chance, such as a word that is used twice. */
const shortestRepetition = 12
const silent = new Set<ModelEvent['type']>(['connected', 'reasoning-delta', 'tool-input', 'source'])
/** How far back a model may begin to repeat, in UTF-16 units. */
const longestRepetition = 600

/**
 * Removes the beginning of a continued answer that repeats the end of its prefix. Text is held back
 * only while it may still turn out to be such a repetition.
 */
export async function* withoutRepetition(
  events: AsyncIterable<ModelEvent>,
  prefixText: string,
): AsyncGenerator<ModelEvent> {
  const tail = prefixText.slice(-longestRepetition)
  let held: string | null = ''
  for await (const event of events) {
    if (held === null || silent.has(event.type)) {
      yield event
      continue
    }
    if (event.type === 'text-delta') {
      held += event.delta
      if (mayStillRepeat(tail, held)) continue
      const delta = held.slice(repetitionIn(tail, held))
      held = null
      if (delta) yield { ...event, delta }
      continue
    }
    const rest: string = held.slice(repetitionIn(tail, held))
    held = null
    if (rest) yield { type: 'text-delta', delta: rest }
    yield event
  }
}

/** Whether the text so far occurs in the tail and the tail continues after it. */
function mayStillRepeat(tail: string, text: string): boolean {
  for (let at = tail.indexOf(text); at !== -1; at = tail.indexOf(text, at + 1)) {
    const length = tail.length - at
    if (length > text.length && length >= shortestRepetition) return true
  }
  return false
}

/** Length of the text's beginning that equals the tail's end; 0 for a short match. */
function repetitionIn(tail: string, text: string): number {
  for (let length = Math.min(tail.length, text.length); length >= shortestRepetition; length -= 1) {
    if (tail.endsWith(text.slice(0, length))) return length
  }
  return 0
}
