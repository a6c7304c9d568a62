/** Text, told apart from reasoning. */
export interface TaggedText {
  reasoning: string
  text: string
}

const openTag = '<think>'
const closeTag = '</think>'

/**
 * Tells reasoning that a model writes inline, as `<think>…</think>` at the beginning of its answer,
 * from the answer. Later tags are literal: the model writes about them, or shows code. White space
 * next to the tags belongs to neither.
 */
export function createThinkTagSplitter() {
  let mode: 'start' | 'reasoning' | 'closed' | 'text' = 'start'
  let hasReasoning = false
  let held = ''

  const asReasoning = (piece: string): TaggedText => {
    const reasoning = hasReasoning ? piece : piece.trimStart()
    if (reasoning) hasReasoning = true
    return { reasoning, text: '' }
  }
  const asAnswer = (piece: string): string => {
    const text = mode === 'closed' ? piece.trimStart() : piece
    if (text) mode = 'text'
    return text
  }

  return {
    split(delta: string): TaggedText {
      if (mode === 'text' || mode === 'closed') return { reasoning: '', text: asAnswer(delta) }
      held += delta
      if (mode === 'start') {
        const beginning = held.trimStart()
        if (beginning.length < openTag.length && openTag.startsWith(beginning)) {
          return { reasoning: '', text: '' }
        }
        if (!beginning.startsWith(openTag)) return this.rest()
        mode = 'reasoning'
        held = beginning.slice(openTag.length)
      }
      const close = held.indexOf(closeTag)
      if (close === -1) {
        const keep = partialTagLength(held)
        const piece = held.slice(0, held.length - keep)
        held = held.slice(held.length - keep)
        return asReasoning(piece)
      }
      const { reasoning } = asReasoning(held.slice(0, close))
      const after = held.slice(close + closeTag.length)
      held = ''
      mode = 'closed'
      return { reasoning, text: asAnswer(after) }
    },
    /** What was held back; from here on all is text, unless the reasoning never ended. */
    rest(): TaggedText {
      const rest = held
      held = ''
      if (mode === 'reasoning') return asReasoning(rest)
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
