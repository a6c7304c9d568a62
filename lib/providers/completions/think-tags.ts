import { isInCode } from './is-in-code.ts'

/** Text, told apart from reasoning. */
export interface TaggedText {
  reasoning: string
  text: string
}

const openTag = '<think>'
const closeTag = '</think>'
const nothing: TaggedText = { reasoning: '', text: '' }

/**
 * Tells reasoning that a model writes inline, as `<think>…</think>`, from the answer. It stands at
 * the beginning, or begins a line, or stands whole within one; in code and quotes it is literal,
 * and so are all tags of the answer after it: the model writes about them. White space next to the
 * tags belongs to neither.
 */
export class ThinkTagSplitter {
  // `doubtful`: within a line, only the closing tag proves that the opening one is not literal.
  #mode: 'start' | 'before' | 'reasoning' | 'doubtful' | 'closed' | 'after' = 'start'
  #hasReasoning = false
  #held = ''
  #said = ''

  split(delta: string): TaggedText {
    if (this.#mode === 'after') return { reasoning: '', text: delta }
    if (this.#mode === 'before' && this.#held === '' && !delta.includes('<')) {
      return this.#asText(delta)
    }
    this.#held += delta
    switch (this.#mode) {
      case 'before':
        return this.#splitText()
      case 'reasoning':
      case 'doubtful':
        return this.#splitReasoning()
      default:
        return this.#splitStart()
    }
  }

  /** What was held back: all is text, unless the reasoning never ended. */
  rest(): TaggedText {
    const held = this.#take(this.#held.length)
    if (this.#mode === 'reasoning') return this.#asReasoning(held)
    return { reasoning: '', text: this.#mode === 'closed' ? held.trimStart() : held }
  }

  /** At the beginning of the answer, before or after reasoning. */
  #splitStart(): TaggedText {
    const beginning = this.#held.trimStart()
    if (beginning.length < openTag.length && openTag.startsWith(beginning)) return nothing
    if (beginning.startsWith(openTag)) {
      const inside = beginning.slice(openTag.length)
      this.#held = this.#hasReasoning ? `\n\n${inside.trimStart()}` : inside
      this.#mode = 'reasoning'
      return this.#splitReasoning()
    }
    if (this.#mode === 'start') {
      this.#mode = 'before'
      return this.#splitText()
    }
    this.#mode = 'after'
    this.#held = ''
    return this.#asText(beginning)
  }

  /** Text before any reasoning. */
  #splitText(): TaggedText {
    const open = this.#held.indexOf(openTag)
    if (open === -1) {
      return this.#asText(this.#take(this.#held.length - partialLength(this.#held, openTag)))
    }
    const before = this.#asText(this.#take(open)).text
    const line = /[^\n]*$/.exec(this.#said)?.[0] ?? ''
    if (isInCode(this.#said) || /["'“‘「]$/.test(line)) {
      const tag = this.#asText(this.#take(openTag.length)).text
      const { reasoning, text } = this.#splitText()
      return { reasoning, text: before + tag + text }
    }
    this.#mode = line.trim() === '' ? 'reasoning' : 'doubtful'
    if (this.#mode === 'reasoning') this.#take(openTag.length)
    const { reasoning, text } = this.#splitReasoning()
    return { reasoning, text: before + text }
  }

  #splitReasoning(): TaggedText {
    const close = this.#held.indexOf(closeTag)
    if (close === -1) {
      if (this.#mode === 'doubtful') return nothing
      const length = this.#held.length - partialLength(this.#held, closeTag)
      return this.#asReasoning(this.#take(length))
    }
    if (this.#mode === 'doubtful') this.#take(openTag.length)
    const { reasoning } = this.#asReasoning(this.#take(this.#held.indexOf(closeTag)))
    this.#take(closeTag.length)
    this.#mode = 'closed'
    const after = this.#splitStart()
    return { reasoning: reasoning + after.reasoning, text: after.text }
  }

  #take(length: number): string {
    const taken = this.#held.slice(0, length)
    this.#held = this.#held.slice(length)
    return taken
  }

  #asText(text: string): TaggedText {
    this.#said += text
    return { reasoning: '', text }
  }

  #asReasoning(piece: string): TaggedText {
    const reasoning = this.#hasReasoning ? piece : piece.trimStart()
    if (reasoning) this.#hasReasoning = true
    return { reasoning, text: '' }
  }
}

/** How many characters at the end may be the beginning of the tag. */
function partialLength(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1) {
    if (tag.startsWith(text.slice(-length))) return length
  }
  return 0
}
