import { createCodeTracker } from './code-tracker.ts'

/** Receives what the splitter tells apart. */
export interface SplitSink {
  text(text: string): void
  reasoning(text: string): void
  /** Everything said so far as the other kind was of this kind. Text is then said once more. */
  relabel(as: 'text' | 'reasoning'): void
  /** A tool call that was written as text: `body` without its marks, `raw` with them. */
  toolCall(body: string, raw: string): void
}

/** What was said so far, as far as the meaning of the next mark depends on it. */
export class AnswerOutput {
  readonly #sink: SplitSink
  readonly #code = createCodeTracker()
  /** Text that the tracker of code has not read yet: it is asked at marks only. */
  #unread = ''
  /** Reasoning that no opening tag began; text again when nothing closes it. */
  #assumed: string | undefined
  hasText = false
  hasReasoning = false
  /** HTML's `<s>` opened, so `</s>` is no end of a turn. */
  hasStrikethrough = false

  constructor(sink: SplitSink) {
    this.#sink = sink
  }

  say(text: string): void {
    if (text === '') return
    this.hasText = true
    this.#unread += text
    this.#sink.text(text)
  }

  think(piece: string): void {
    const text = this.hasReasoning ? piece : piece.trimStart()
    if (text === '') return
    this.hasReasoning = true
    if (this.#assumed !== undefined) this.#assumed += text
    this.#sink.reasoning(text)
  }

  toolCall(body: string, raw: string): void {
    this.#sink.toolCall(body, raw)
  }

  /** Reasoning follows that no tag opened. `taken`: what stood before it and belongs to neither. */
  assumeReasoning(taken: string): void {
    this.#assumed = taken
  }

  /** A tag closed the reasoning, so that it was right to take it for that. */
  confirmReasoning(): void {
    this.#assumed = undefined
  }

  /** @returns whether reasoning turned out to be text, at the end of the answer */
  takeBackReasoning(): boolean {
    const text = this.#assumed
    if (text === undefined) return false
    this.#assumed = undefined
    this.#sink.relabel('text')
    this.say(text)
    return true
  }

  /** All text so far was reasoning. */
  takeBackText(): void {
    this.hasReasoning = true
    this.hasText = false
    this.#sink.relabel('reasoning')
  }

  /** Is a mark here text, since it stands in code or behind a quote? */
  isLiteral(): boolean {
    this.#readUp()
    return this.#code.isInCode() || /["'“‘「]/.test(this.#code.lastCharacter())
  }

  isLineBlank(): boolean {
    this.#readUp()
    return this.#code.isLineBlank()
  }

  lastCharacter(): string {
    this.#readUp()
    return this.#code.lastCharacter()
  }

  #readUp(): void {
    this.#code.feed(this.#unread)
    this.#unread = ''
  }
}
