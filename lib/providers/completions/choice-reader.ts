import type { FinishReason } from '#lib/contracts/agent-event.ts'
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

/** Reads what the choices of one answer say, as deltas or whole messages, and nothing twice. */
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
  /** What a delta or a message says beside its text. */
  const readSides = (said: Fields, isNew = true) => {
    sources.readSaid(said)
    if (isNew) carried.read(said)
    tools.add(toolCallsOf(said))
  }
  /** What a `message` adds: all of it, unless it repeats what came before. */
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
      // A delta may be the text itself; completions of the older kind have no delta.
      const { delta, message, text } = choice
      if (readDelta(isRecord(delta) ? delta : { content: delta }, reason !== undefined)) return
      if (isRecord(message)) readMessage(message)
      else if (typeof text === 'string') readDelta({ content: text }, reason !== undefined)
    },
    carriedReasoning: () => carriedOf(carried.value(thoughts.seen()), deltas, answer.seen),
    /** What is left, also what was held back. */
    rest() {
      deltas.addReasoning(thoughts.rest())
      deltas.addText(answer.rest())
      return deltas.rest()
    },
  }
}

/** What of a whole message is new. */
function additionOf(message: Fields, seen: string, isFinished: boolean, isWhole: boolean): string {
  const whole = textOfSaid(message)
  if (seen === '') return whole
  if (isFinished && whole.startsWith(seen)) return whole.slice(seen.length)
  return isWhole ? whole : ''
}

/** The last chunk of some servers repeats all. */
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

/** Reasoning that stood in the text goes back in it: the model's own template finds its tags there. */
function carriedOf(
  value: CarriedReasoning | undefined,
  deltas: ReturnType<typeof createDeltaCollector>,
  seen: () => string,
): CarriedReasoning | undefined {
  const isTagged = !deltas.hasReasoning() && deltas.hasTaggedReasoning()
  if (!isTagged || deltas.writtenCalls().length > 0) return value
  return { calls: value?.calls ?? {}, message: { ...value?.message, content: seen() } }
}
