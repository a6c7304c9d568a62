import type { AnswerOutput } from './answer-output.ts'
import { markPattern, partialMarkAt, partialWordAt, toolTokens } from './marks.ts'

/** How gpt-oss's channels look where a server drops their tokens. */
export const strippedFinal = 'assistantfinal'
export function strippedStart(text: string): string | undefined {
  return /^analysis(?=[A-Z"'])/.exec(text)?.[0]
}

/** Hands reasoning on up to its closing mark, or to a tool call's token, which ends it too. */
export class ReasoningText {
  readonly #texts: string[]
  readonly #closers: RegExp
  readonly #isWord: boolean

  constructor(closers: string[]) {
    this.#texts = [...closers, ...toolTokens]
    this.#closers = markPattern(this.#texts, 'gi')
    this.#isWord = closers[0] === strippedFinal
  }

  /** Only a mark with a bracket can end it: text without one is reasoning at once. */
  isBracketed(): boolean {
    return !this.#isWord
  }

  /** @returns up to where the text was read, and the mark that stands there */
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
 * Does a closing tag that nothing opened close reasoning? Text about tags has it within a sentence.
 * @param rest what follows the tag
 */
export function closesUnopened(rest: string, output: AnswerOutput): boolean {
  if (rest.trim() === '') return false
  if (output.isLineBlank() || /^[\r\n]/.test(rest)) return true
  return /[.!?…。！？:：)）*`]/.test(output.lastCharacter()) && !/^\s/.test(rest)
}
