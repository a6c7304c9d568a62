import type { AnswerOutput } from './answer-output.ts'
import { markPattern } from './marks.ts'

/** Upper bound for the length of a closing mark. */
const longestClose = 40

/** Collects a tool call in the text, up to its closing mark or the end of the answer. */
export class ToolText {
  readonly #open: string
  readonly #close: RegExp | undefined
  readonly #parts: string[] = []

  constructor(open: string, close: string | undefined) {
    this.#open = open
    this.#close = close === undefined ? undefined : markPattern([close], 'gi')
  }

  /** @returns the position up to which the text was read, and whether the call is complete */
  read(
    text: string,
    from: number,
    isEnd: boolean,
    output: AnswerOutput,
  ): [at: number, isWhole: boolean] {
    if (this.#close) this.#close.lastIndex = from
    const match = this.#close?.exec(text)
    if (!match && !isEnd) {
      const at = Math.max(from, text.length - longestClose)
      this.#parts.push(text.slice(from, at))
      return [at, false]
    }
    const at = match?.index ?? text.length
    const body = this.#parts.join('') + text.slice(from, at)
    const close = match?.[0] ?? ''
    // An opening mark that ends with `=` is part of the call.
    const isNamed = this.#open.endsWith('=')
    output.toolCall(isNamed ? this.#open + body + close : body, this.#open + body + close)
    return [at + close.length, true]
  }
}
