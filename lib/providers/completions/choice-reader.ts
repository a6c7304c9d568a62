import type { FinishReason } from '#lib/contracts/agent-event.ts'
import { isRecord } from '#lib/contracts/is-record.ts'
import { reasoningOf, textOfContent, toolCallsOf } from './chunk-fields.ts'
import type { PlainDelta } from './chunk-template.ts'
import { createCumulativeText, isTelling } from './cumulative-text.ts'
import { createDeltaCollector } from './delta-collector.ts'
import { finishReasonOf, laterReason } from './finish-reasons.ts'
import { createToolCallCollector } from './tool-call-collector.ts'

type Fields = Record<string, unknown>

/** Reads what the choices of one answer say, as deltas or whole messages, and nothing twice. */
export function createChoiceReader() {
  const deltas = createDeltaCollector({ hasThinkTags: true })
  const tools = createToolCallCollector()
  const answer = createCumulativeText()
  const thoughts = createCumulativeText()
  let finishReason: FinishReason | undefined
  let textChunks = 0
  let isWholeMessage = false
  let isDoubtful = false

  const addText = (text: string) => deltas.addText(answer.read(text))
  const addReasoning = (text: string) => deltas.addReasoning(thoughts.read(text))
  /** What a `message` adds: all of it, unless it repeats what came before. */
  const readMessage = (message: Fields) => {
    isWholeMessage = textChunks === 0
    const whole = textOfContent(message.content) || textOfContent(message.refusal)
    const seen = answer.seen()
    const isLonger = finishReason !== undefined && whole.startsWith(seen)
    if (seen === '' && !deltas.hasReasoning()) addReasoning(reasoningOf(message))
    if (seen === '') addText(whole)
    else if (isLonger) addText(whole.slice(seen.length))
    else if (isWholeMessage) addText(whole)
    tools.add(toolCallsOf(message))
  }
  const readDelta = (delta: Fields, isLast: boolean): boolean => {
    addReasoning(reasoningOf(delta))
    tools.add(toolCallsOf(delta))
    const text =
      textOfContent(delta.content) || textOfContent(delta.text) || textOfContent(delta.refusal)
    if (text === '') return false
    textChunks += 1
    // The last chunk of some servers repeats all.
    const isRepeated = isLast && textChunks > 2 && text === answer.seen() && isTelling(text)
    if (!isRepeated) addText(text)
    isDoubtful ||= finishReason !== undefined && !isRepeated
    return true
  }

  return {
    deltas,
    finishReason: () => finishReason,
    isDoubtful: () => isDoubtful,
    /** All came as one message: its end is the answer's. */
    isWholeMessage: () => isWholeMessage,
    hasOutput: () => answer.seen() !== '' || deltas.hasReasoning() || tools.length() > 0,
    /** Characters of text, reasoning and tool arguments. */
    length: () => deltas.length() + tools.length(),
    toolCalls: tools.events,
    toolProgress: tools.progress,
    readPlain({ field, delta }: PlainDelta) {
      if (field !== 'content') return addReasoning(delta)
      textChunks += 1
      isDoubtful ||= finishReason !== undefined
      addText(delta)
    },
    read(choice: Fields) {
      const reason = finishReasonOf(choice.finish_reason)
      finishReason = laterReason(finishReason, reason)
      tools.add(toolCallsOf(choice))
      const { delta, message, text } = choice
      // A delta may be the text itself; completions of the older kind have no delta.
      const fields = isRecord(delta) ? delta : { content: delta }
      if (readDelta(fields, reason !== undefined)) return
      if (isRecord(message)) readMessage(message)
      else if (typeof text === 'string') readDelta({ content: text }, reason !== undefined)
    },
    /** What is left, also what was held back. */
    rest() {
      deltas.addReasoning(thoughts.rest())
      deltas.addText(answer.rest())
      return deltas.rest()
    },
  }
}
