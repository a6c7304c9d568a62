import { anyMark, markHere, partialMarkAt } from './marks.ts'

/** Text that has not been emitted yet, and the position up to which it was read. */
export class HeldText {
  readonly #findMark = anyMark()
  readonly #matchMark = markHere()
  text = ''
  at = 0
  /** Where the search after a held-back mark continues. */
  searchFrom = 0

  /** Drops the text that was read. */
  drop(): void {
    if (this.at === 0) return
    this.text = this.text.slice(this.at)
    this.searchFrom = Math.max(0, this.searchFrom - this.at)
    this.at = 0
  }

  upTo(end: number): string {
    return this.text.slice(this.at, end)
  }

  /** Number of white-space characters from this position. */
  blankFrom(from: number): number {
    return /^\s*/.exec(this.text.slice(from))?.[0].length ?? 0
  }

  /** Whether the text from here may still become a mark or a longer mark. */
  isPartial(from: number, isEnd: boolean): boolean {
    return !isEnd && from < this.text.length && partialMarkAt(this.text, from) === from
  }

  /** Position at the end where a mark may begin; the text's length if none. */
  partialMarkAt(): number {
    return partialMarkAt(this.text, this.at)
  }

  nextMark(): RegExpExecArray | null {
    this.#findMark.lastIndex = this.at
    return this.#findMark.exec(this.text)
  }

  markAt(from: number): string | undefined {
    this.#matchMark.lastIndex = from
    return this.#matchMark.exec(this.text)?.[0]
  }
}
