import type { AnswerOutput } from './answer-output.ts'
import { markPattern, partialMarkAt, partialWordAt, toolTokens } from './marks.ts'

/** Text that remains of gpt-oss's channel tokens where a server drops special tokens. */
export const strippedFinal = 'assistantfinal'
export function strippedStart(text: string): string | undefined {
  return /^analysis(?=[A-Z"'])/.exec(text)?.[0]
}

/** Emits reasoning up to its closing mark or up to a tool call's token, which also ends it. */
export class ReasoningText {
  readonly #texts: string[]
  readonly #closers: RegExp
  readonly #isWord: boolean

  constructor(closers: string[]) {
    this.#texts = [...closers, ...toolTokens]
    this.#closers = markPattern(this.#texts, 'gi')
    this.#isWord = closers[0] === strippedFinal
  }

  /**
   * Whether only marks with brackets can end the reasoning; text without a bracket is emitted at
   * once.
   */
  isBracketed(): boolean {
    return !this.#isWord
  }

  /** @returns the position up to which the text was read, and the mark there */
  read(
    text: string,
    from: number,
    isEnd: boolean,
    output: AnswerOutput,
  ): [at: number, mark?: string] {
    this.#closers.lastIndex = from
    const match = this.#closers.exec(text)
    const at = match?.index ?? (isEnd ? text.length : this.#safeEnd(text, from))
    output.think(text.slice(from, at))
    return match ? [at, match[0]] : [at]
  }

  #safeEnd(text: string, from: number): number {
    const bracket = partialMarkAt(text, from, this.#texts)
    return this.#isWord ? Math.min(bracket, partialWordAt(text, from, strippedFinal)) : bracket
  }
}

/**
 * Whether a closing tag without an opening one ends reasoning. In text about tags it occurs within
 * a sentence.
 * @param rest the text after the tag
 */
export function closesUnopened(rest: string, output: AnswerOutput): boolean {
  if (rest.trim() === '') return false
  if (output.isLineBlank() || /^[\r\n]/.test(rest)) return true
  return /[.!?…。！？:：)）*`]/.test(output.lastCharacter()) && !/^\s/.test(rest)
}
