import { anyMark, markHere, partialMarkAt } from './marks.ts'

/** Text that was not told yet, and how far it was read. */
export class HeldText {
  readonly #findMark = anyMark()
  readonly #matchMark = markHere()
  text = ''
  at = 0
  /** Where the search behind a mark that is held back goes on. */
  searchFrom = 0

  /** Forgets what was read. */
  drop(): void {
    if (this.at === 0) return
    this.text = this.text.slice(this.at)
    this.searchFrom = Math.max(0, this.searchFrom - this.at)
    this.at = 0
  }

  upTo(end: number): string {
    return this.text.slice(this.at, end)
  }

  /** Characters of white space from here. */
  blankFrom(from: number): number {
    return /^\s*/.exec(this.text.slice(from))?.[0].length ?? 0
  }

  /** May what stands here still become a mark, or a longer one? */
  isPartial(from: number, isEnd: boolean): boolean {
    return !isEnd && from < this.text.length && partialMarkAt(this.text, from) === from
  }

  /** Where the end may be the beginning of a mark; the text's length when not. */
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
