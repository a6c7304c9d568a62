import type { FinishReason } from '#lib/contracts/chat/agent-event.ts'
import { isRecord } from '#lib/contracts/is-record.ts'
import { cleanText } from '../failures/clean-text.ts'
import type { ModelEvent } from '../model-port.ts'
import { type CarriedReasoning, createCarriedReasoning } from './carried-reasoning.ts'
import { reasoningOf, textOfSaid, toolCallsOf } from './chunk-fields.ts'
import { createSourceCollector } from './chunk-sources.ts'
import type { PlainDelta } from './chunk-template.ts'
import { createCumulativeText, isTelling } from './cumulative-text.ts'
import { createDeltaCollector, type InlineOptions } from './delta-collector.ts'
import { finishReasonOf, laterReason } from './finish-reasons.ts'
import type { WrittenCall } from './inline/text-tool-calls.ts'
import { createToolCallCollector, parseArguments } from './tool-call-collector.ts'

type ToolCallEvent = Extract<ModelEvent, { type: 'tool-call' }>
type Fields = Record<string, unknown>

/**
 * Reads the choices of one answer, as deltas or whole messages; each piece of text is emitted once.
 */
export function createChoiceReader(options: Omit<InlineOptions, 'hasMarks'>) {
  const deltas = createDeltaCollector({ ...options, hasMarks: true })
  const sources = createSourceCollector()
  const carried = createCarriedReasoning()
  const tools = createToolCallCollector()
  const answer = createCumulativeText()
  const thoughts = createCumulativeText()
  let finishReason: FinishReason | undefined
  let textChunks = 0
  let isWholeMessage = false
  let isDoubtful = false

  const addText = (text: string) => deltas.addText(answer.read(text))
  const addReasoning = (text: string) => deltas.addReasoning(thoughts.read(text))
  /** Reads the fields of a delta or a message other than its text. */
  const readSides = (said: Fields, isNew = true) => {
    sources.readSaid(said)
    if (isNew) carried.read(said)
    tools.add(toolCallsOf(said))
  }
  /** Reads the text of a `message` unless it repeats the deltas before it. */
  const readMessage = (message: Fields) => {
    isWholeMessage = textChunks === 0
    readSides(message, isWholeMessage)
    const seen = answer.seen()
    if (seen === '' && !deltas.hasReasoning()) addReasoning(reasoningOf(message))
    addText(additionOf(message, seen, finishReason !== undefined, isWholeMessage))
  }
  const readDelta = (delta: Fields, isLast: boolean): boolean => {
    readSides(delta)
    addReasoning(reasoningOf(delta))
    const text = textOfSaid(delta)
    if (text !== '') readText(text, isLast)
    return text !== ''
  }
  const readText = (text: string, isLast: boolean) => {
    textChunks += 1
    const isRepeated = isLast && textChunks > 2 && repeatsAll(text, answer.seen)
    if (!isRepeated) addText(text)
    isDoubtful ||= finishReason !== undefined && !isRepeated
  }

  return {
    deltas,
    finishReason: () => finishReason,
    isDoubtful: () => isDoubtful,
    isWholeMessage: () => isWholeMessage,
    sources,
    hasOutput: () => answer.seen() !== '' || deltas.hasReasoning() || tools.length() > 0,
    /** Characters of text, reasoning and tool arguments. */
    length: () => deltas.length() + tools.length(),
    toolCalls: () => [...tools.events(), ...writtenEvents(deltas.writtenCalls())],
    toolProgress: tools.progress,
    readPlain({ field, delta }: PlainDelta) {
      if (field === 'content') return readText(delta, false)
      carried.readPlain(field)
      addReasoning(delta)
    },
    read(choice: Fields) {
      const reason = finishReasonOf(choice.finish_reason)
      finishReason = laterReason(finishReason, reason)
      tools.add(toolCallsOf(choice))
      // Some servers send the text itself as the delta; legacy completions have `text` and no
      // delta.
      const { delta, message, text } = choice
      if (readDelta(isRecord(delta) ? delta : { content: delta }, reason !== undefined)) return
      if (isRecord(message)) readMessage(message)
      else if (typeof text === 'string') readDelta({ content: text }, reason !== undefined)
    },
    carriedReasoning: () => carriedOf(carried.value(thoughts.seen()), deltas, answer.seen),
    /** Remaining output, including held-back text. */
    rest() {
      deltas.addReasoning(thoughts.rest())
      deltas.addText(answer.rest())
      return deltas.rest()
    },
  }
}

/** Returns the part of a whole message that is new. */
function additionOf(message: Fields, seen: string, isFinished: boolean, isWhole: boolean): string {
  const whole = textOfSaid(message)
  if (seen === '') return whole
  if (isFinished && whole.startsWith(seen)) return whole.slice(seen.length)
  return isWhole ? whole : ''
}

/** Some servers repeat the whole text in their last chunk. */
function repeatsAll(text: string, seen: () => string): boolean {
  return text === seen() && isTelling(text)
}

function writtenEvents(calls: WrittenCall[]): ToolCallEvent[] {
  return calls.map(({ name, arguments: text }) => ({
    type: 'tool-call',
    id: crypto.randomUUID(),
    name: cleanText(name),
    ...parseArguments(text),
  }))
}

/**
 * Reasoning between tags is sent back within the text, because the model's chat template parses the
 * tags there.
 */
function carriedOf(
  value: CarriedReasoning | undefined,
  deltas: ReturnType<typeof createDeltaCollector>,
  seen: () => string,
): CarriedReasoning | undefined {
  const isTagged = !deltas.hasReasoning() && deltas.hasTaggedReasoning()
  if (!isTagged || deltas.writtenCalls().length > 0) return value
  return { calls: value?.calls ?? {}, message: { ...value?.message, content: seen() } }
}
