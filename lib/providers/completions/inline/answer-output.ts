import { createCodeTracker } from './code-tracker.ts'

/** Receives the separated text, reasoning and tool calls. */
export interface SplitSink {
  text(text: string): void
  reasoning(text: string): void
  /** All output so far of the other kind belongs to this kind. Text is then emitted again. */
  relabel(as: 'text' | 'reasoning'): void
  /** A tool call that was written as text: `body` without its marks, `raw` with them. */
  toolCall(body: string, raw: string): void
}

/** Output so far, as far as the meaning of the next mark depends on it. */
export class AnswerOutput {
  readonly #sink: SplitSink
  readonly #code = createCodeTracker()
  /** Text that the code tracker has not read yet; the tracker runs only at marks. */
  #unread = ''
  /** Reasoning without an opening tag; it becomes text if no closing tag follows. */
  #assumed: string | undefined
  hasText = false
  hasReasoning = false
  /** HTML's `<s>` was opened, so `</s>` is not an end-of-turn token. */
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

  /**
   * Treats what follows as reasoning without an opening tag. `taken` is a preceding mark that
   * belongs to neither reasoning nor text.
   */
  assumeReasoning(taken: string): void {
    this.#assumed = taken
  }

  /** A closing tag confirmed that the assumed reasoning is reasoning. */
  confirmReasoning(): void {
    this.#assumed = undefined
  }

  /** Called at the end of the answer. @returns whether the assumed reasoning was text */
  takeBackReasoning(): boolean {
    const text = this.#assumed
    if (text === undefined) return false
    this.#assumed = undefined
    this.#sink.relabel('text')
    this.say(text)
    return true
  }

  /** All text so far was reasoning: a closing tag without an opening one was found. */
  takeBackText(): void {
    this.hasReasoning = true
    this.hasText = false
    this.#sink.relabel('reasoning')
  }

  /** Whether a mark at this position is text because it is in code or follows a quotation mark. */
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
