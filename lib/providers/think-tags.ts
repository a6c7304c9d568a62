/** Text, told apart from reasoning. */
export interface TaggedText {
  reasoning: string
  text: string
}

const openTag = '<think>'
const closeTag = '</think>'

/**
 * Tells reasoning that a model writes inline, as `<think>…</think>` at the beginning of its answer,
 * from the answer. Later tags are literal: the model writes about them, or shows code.
 */
export function createThinkTagSplitter() {
  let mode: 'start' | 'reasoning' | 'text' = 'start'
  let held = ''

  return {
    split(delta: string): TaggedText {
      if (mode === 'text') return { reasoning: '', text: delta }
      held += delta
      if (mode === 'start') {
        const beginning = held.trimStart()
        if (beginning.length < openTag.length && openTag.startsWith(beginning)) {
          return { reasoning: '', text: '' }
        }
        if (!beginning.startsWith(openTag)) return { reasoning: '', text: this.rest().text }
        mode = 'reasoning'
        held = beginning.slice(openTag.length)
      }
      const close = held.indexOf(closeTag)
      if (close === -1) {
        const keep = partialTagLength(held)
        const reasoning = held.slice(0, held.length - keep)
        held = held.slice(held.length - keep)
        return { reasoning, text: '' }
      }
      mode = 'text'
      const result = {
        reasoning: held.slice(0, close),
        text: held.slice(close + closeTag.length).trimStart(),
      }
      held = ''
      return result
    },
    /** What was held back; from here on all is text, unless the reasoning never ended. */
    rest(): TaggedText {
      const rest = held
      held = ''
      if (mode === 'reasoning') return { reasoning: rest, text: '' }
      mode = 'text'
      return { reasoning: '', text: rest }
    },
  }
}

/** How many characters at the end may be the beginning of the closing tag. */
function partialTagLength(text: string): number {
  for (let length = Math.min(closeTag.length - 1, text.length); length > 0; length -= 1) {
    if (closeTag.startsWith(text.slice(-length))) return length
  }
  return 0
}
