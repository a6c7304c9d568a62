import { AnswerOutput, type SplitSink } from './answer-output.ts'
import { createHarmonyReader } from './harmony-reader.ts'
import { HeldText } from './held-text.ts'
import { closingMarks, type Mark, markOf, mayHoldMark, pairedEnds, toolTokens } from './marks.ts'
import { closesUnopened, ReasoningText, strippedFinal, strippedStart } from './reasoning-text.ts'
import type { SplitterMode } from './splitter-mode.ts'
import { ToolText } from './tool-text.ts'

/**
 * Kinds that end the answer when they follow an end-of-turn token; a long run of such tokens also
 * does.
 */
const turnKinds = new Set<Mark['kind']>(['turn', 'leading', 'channel', 'end'])
/** Most text that is held back after an opening tag within a line. */
const longestDoubt = 4_000
/** Most white space that is held back next to a mark. */
const longestBlank = 1_000
/**
 * Separates the reasoning, tool calls and template tokens in a model's text from the answer.
 * Reasoning begins the answer or a line, or is complete within one line. Marks in code and quotes
 * are literal, and so are tags after reasoning. White space next to a mark is dropped. Each
 * character is read a bounded number of times, whatever the size of the pieces.
 */
export class AnswerSplitter {
  readonly #output: AnswerOutput
  readonly #harmony: ReturnType<typeof createHarmonyReader>
  readonly #isReasoningFirst: boolean
  readonly #in = new HeldText()
  #mode: SplitterMode = 'start'
  #areTagsLiteral = false
  #hasLiteralTag = false
  #reasoning: ReasoningText | undefined
  #closeTag = ''
  #tool: ToolText | undefined
  #answerEnd: string | undefined
  /** Whether the model begins inside reasoning; undefined when this answer gives no evidence. */
  begins: boolean | undefined

  /** @param options.isReasoningFirst the model begins inside reasoning, without an opening tag */
  constructor(sink: SplitSink, options: { isReasoningFirst: boolean }) {
    this.#output = new AnswerOutput(sink)
    this.#harmony = createHarmonyReader(this.#output)
    this.#isReasoningFirst = options.isReasoningFirst
  }

  split(delta: string): void {
    const isPlain = this.#in.text === '' && !mayHoldMark.test(delta)
    const isThought = this.#mode === 'reasoning' && this.#reasoning?.isBracketed()
    if (isPlain && this.#mode === 'text') this.#output.say(delta)
    else if (isPlain && isThought) this.#output.think(delta)
    else {
      this.#in.text += delta
      this.#run(false)
    }
  }

  /** Ends the text and emits what was held back. */
  end(): void {
    this.#run(true)
  }

  #run(isEnd: boolean): void {
    while (this.#step(isEnd)) if (this.#in.at === this.#in.text.length && !isEnd) break
    this.#in.drop()
  }

  /** @returns whether more can be read */
  #step(isEnd: boolean): boolean {
    switch (this.#mode) {
      case 'text':
        return this.#readText(isEnd)
      case 'reasoning':
        return this.#readReasoning(isEnd)
      case 'doubtful':
        return this.#readDoubtful(isEnd)
      case 'closing':
        return this.#readClosing(isEnd)
      case 'tool':
        return this.#readTool(isEnd)
      case 'ending':
        return this.#readEnding(isEnd)
      case 'start':
      case 'closed':
        return this.#readStart(isEnd)
    }
    if (this.#mode === 'harmony') this.#harmony.read(this.#in.upTo(this.#in.text.length), isEnd)
    this.#in.at = this.#in.text.length
    return false
  }

  #readStart(isEnd: boolean): boolean {
    const blank = this.#in.blankFrom(this.#in.at)
    if (this.#mode === 'closed') this.#in.at += blank
    const from = this.#mode === 'closed' ? this.#in.at : this.#in.at + blank
    const isBlank = from === this.#in.text.length && from - this.#in.at < longestBlank
    if ((isBlank && !isEnd) || this.#in.isPartial(from, isEnd)) return false
    const beginning = this.#in.text.slice(from, from + 9)
    const mayBeStripped = beginning !== '' && 'analysis'.startsWith(beginning)
    if (mayBeStripped && this.#mode === 'start' && !isEnd) return false
    const found = this.#in.markAt(from)
    const mark = found === undefined ? undefined : markOf(found)
    if (mark && found && this.#readLeadingMark(mark, from + found.length)) return true
    if (!mark && this.#mode === 'start' && this.#assumeReasoning(from)) return true
    this.#areTagsLiteral ||= this.#mode === 'closed'
    this.#mode = 'text'
    return true
  }

  #readLeadingMark(mark: Mark, end: number): boolean {
    if (mark.kind === 'leading') {
      // Without preceding reasoning, `<answer>` may be content that the user requested.
      if (mark.close && this.#mode !== 'closed') return false
      this.#answerEnd = mark.close
      this.#in.at = end
      return true
    }
    if (mark.kind === 'open') {
      this.#in.at = end
      if (this.#output.hasReasoning) {
        this.#in.at += this.#in.blankFrom(end)
        this.#output.think('\n\n')
      }
      this.#enterReasoning([mark.close])
      return true
    }
    // A server that sends reasoning in a separate field may leave the closing tag in the text.
    const isStray = mark.kind === 'close' && !this.#output.hasReasoning && !this.#isReasoningFirst
    if (isStray) this.#in.at = end
    if (isStray) this.#mode = 'closed'
    return isStray
  }

  #assumeReasoning(from: number): boolean {
    const stripped = strippedStart(this.#in.text.slice(from, from + 16))
    if (!stripped && !this.#isReasoningFirst) return false
    this.#output.assumeReasoning(stripped ?? '')
    this.#in.at = from + (stripped?.length ?? 0)
    this.#enterReasoning(stripped ? [strippedFinal] : closingMarks)
    return true
  }

  #enterReasoning(closers: string[]): void {
    this.#reasoning = new ReasoningText(closers)
    this.#mode = 'reasoning'
  }

  #readText(isEnd: boolean): boolean {
    const match = this.#in.nextMark()
    const partial = isEnd ? this.#in.text.length : this.#in.partialMarkAt()
    const upTo = match?.index ?? partial
    const text = this.#in.upTo(upTo)
    this.#output.hasStrikethrough ||= text.includes('<s>')
    this.#output.say(text)
    this.#in.at = upTo
    // A longer mark may still arrive, such as the start of an assistant turn.
    if (!match || this.#in.isPartial(upTo, isEnd)) return false
    const [found] = match
    const mark = markOf(found)
    if (mark && this.#readMark(mark, found, upTo + found.length)) return true
    this.#output.say(found)
    this.#in.at += found.length
    return true
  }

  /** @returns false when the mark is literal text */
  #readMark(mark: Mark, found: string, end: number): boolean {
    const isLiteral = this.#output.isLiteral()
    if (mark.kind === 'open' || mark.kind === 'close') {
      this.#hasLiteralTag ||= isLiteral
      if (isLiteral || this.#areTagsLiteral) return false
      return mark.kind === 'open' ? this.#readOpenTag(mark.close, end) : this.#readCloseTag(found)
    }
    if (isLiteral) return false
    switch (mark.kind) {
      case 'channel':
        this.#mode = 'harmony'
        return true
      case 'tool':
        if (!mark.isToken && !this.#output.isLineBlank()) return false
        this.#tool = new ToolText(found, mark.close)
        this.#in.at = end
        this.#mode = 'tool'
        return true
      case 'end':
        if (pairedEnds.has(found) && this.#answerEnd !== found) return false
        if (found === '</s>' && this.#output.hasStrikethrough) return false
        this.#mode = 'ending'
        this.#in.searchFrom = end
        return true
      case 'empty':
        this.#in.at = end
        return true
      default:
        return false
    }
  }

  #readOpenTag(close: string, end: number): boolean {
    if (this.#output.isLineBlank()) {
      this.#in.at = end
      this.#enterReasoning([close])
      return true
    }
    this.#mode = 'doubtful'
    this.#closeTag = close
    this.#in.searchFrom = end
    return true
  }

  #readCloseTag(found: string): boolean {
    if (this.#output.hasReasoning || this.#hasLiteralTag) return false
    this.#closeTag = found
    this.#mode = 'closing'
    return true
  }

  #readReasoning(isEnd: boolean): boolean {
    const { text, at } = this.#in
    const [end, mark] = this.#reasoning?.read(text, at, isEnd, this.#output) ?? [at]
    this.#in.at = end
    if (mark === undefined) {
      if (isEnd && this.#output.takeBackReasoning()) this.begins = false
      return false
    }
    this.#output.confirmReasoning()
    this.#areTagsLiteral = toolTokens.includes(mark.toLowerCase())
    this.#mode = this.#areTagsLiteral ? 'text' : 'closed'
    if (!this.#areTagsLiteral) this.#in.at += mark.length
    return true
  }

  #readDoubtful(isEnd: boolean): boolean {
    const from = Math.max(this.#in.searchFrom - this.#closeTag.length, this.#in.at)
    // Tags are ASCII, so lower case does not move their positions.
    const close = this.#in.text.slice(from).toLowerCase().indexOf(this.#closeTag)
    const open = Math.max(this.#in.text.indexOf('>', this.#in.at), this.#in.at) + 1
    if (close !== -1) {
      this.#output.think(this.#in.text.slice(open, from + close))
      this.#in.at = from + close + this.#closeTag.length
      this.#mode = 'closed'
      return true
    }
    this.#in.searchFrom = this.#in.text.length
    if (!isEnd && this.#in.text.length - this.#in.at < longestDoubt) return false
    this.#output.say(this.#in.upTo(open))
    this.#in.at = open
    this.#mode = 'text'
    this.#areTagsLiteral = true
    return true
  }

  #readClosing(isEnd: boolean): boolean {
    const end = this.#in.at + this.#closeTag.length
    const rest = this.#in.text.slice(end)
    if (rest.trim() === '' && !isEnd && rest.length < longestBlank) return false
    if (closesUnopened(rest, this.#output)) {
      this.begins = true
      this.#mode = 'closed'
      this.#output.takeBackText()
    } else {
      this.#areTagsLiteral = true
      this.#mode = 'text'
      this.#output.say(this.#in.upTo(end))
    }
    this.#in.at = end
    return true
  }

  #readTool(isEnd: boolean): boolean {
    const [at, isWhole] = this.#tool?.read(this.#in.text, this.#in.at, isEnd, this.#output) ?? [
      this.#in.at,
      true,
    ]
    this.#in.at = at
    if (isWhole) this.#mode = this.#output.hasText ? 'text' : 'closed'
    return isWhole
  }

  #readEnding(isEnd: boolean): boolean {
    const blank = this.#in.blankFrom(this.#in.searchFrom)
    const next = this.#in.searchFrom + blank
    if (next === this.#in.text.length && blank < longestBlank) {
      if (isEnd) this.#in.at = this.#in.text.length
      return false
    }
    if (this.#in.isPartial(next, isEnd)) return false
    const found = this.#in.markAt(next) ?? ''
    const kind = markOf(found)?.kind
    const isLong = next - this.#in.at > longestBlank
    if (kind === 'end' && !isLong) this.#in.searchFrom = next + found.length
    else if (kind && turnKinds.has(kind)) this.#mode = 'ended'
    else {
      this.#output.say(this.#in.upTo(next))
      this.#in.at = next
      this.#mode = 'text'
    }
    return true
  }
}
