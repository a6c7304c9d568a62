import type { FinishReason, TokenUsage } from '#lib/contracts/agent-event.ts'
import { isRecord } from '#lib/contracts/is-record.ts'
import type { ModelEvent } from '../model-port.ts'
import { createChoiceReader } from './choice-reader.ts'
import { choicesOf, errorOf, isFirst, textOfContent } from './chunk-fields.ts'
import { finishReasonOf } from './finish-reasons.ts'
import { mergeUsage } from './usage.ts'

export type CompletionReader = ReturnType<typeof createCompletionReader>

/** About what a choice that is held back costs besides its text. */
const heldChoiceLength = 100

/** Tolerant of everything that compatible servers were seen to do; nothing is read twice. */
export function createCompletionReader() {
  const reader = createChoiceReader()
  let usage: TokenUsage = { inputTokens: null, outputTokens: null }
  let hasChoices = false
  // Of choices that nobody asked for; they are read only where there is no first one.
  let others: Record<string, unknown>[] = []
  let othersLength = 0

  const readOthers = () => {
    const [first] = others
    const chosen = reader.hasOutput() ? [] : others.filter(({ index }) => index === first?.index)
    others = []
    for (const choice of chosen) reader.read(choice)
  }
  const holdOther = (choice: Record<string, unknown>) => {
    if (reader.hasOutput()) return
    others.push(choice)
    const { delta } = choice
    othersLength += heldChoiceLength + (isRecord(delta) ? textOfContent(delta.content).length : 0)
    if (finishReasonOf(choice.finish_reason)) readOthers()
  }
  /** What is left, also what was held back. */
  const rest = () => {
    readOthers()
    return reader.rest()
  }

  return {
    /** The provider gave a finish reason; text and usage may still follow. */
    isFinished: () => reader.finishReason() !== undefined,
    /** Text came with a finish reason or after one, so that more may come. */
    isDoubtful: reader.isDoubtful,
    /** Something that looks like a completion was read. */
    hasChoices: () => hasChoices,
    /** Characters of text, reasoning and tool arguments so far. */
    outputLength: () => reader.length() + othersLength,
    /** What came since the last call. */
    take: (): ModelEvent[] => [...reader.deltas.take(), ...reader.toolProgress()],
    rest,
    /** A delta that was recognised without parsing. */
    readPlain: reader.readPlain,
    /** One parsed chunk. @returns the error that it tells, which ends the answer */
    readChunk(chunk: unknown): unknown {
      if (!isRecord(chunk)) return undefined
      usage = mergeUsage(usage, chunk.usage)
      if (isRecord(chunk.x_groq)) usage = mergeUsage(usage, chunk.x_groq.usage)
      hasChoices ||= chunk.choices !== undefined
      const choices = choicesOf(chunk.choices)
      const choice = choices.find(isFirst)
      if (choice) usage = mergeUsage(usage, choice.usage)
      if (choice) reader.read(choice)
      else if (choices[0]) holdOther(choices[0])
      return errorOf(chunk)
    },
    /** The last events. `isDone`: the provider said that it was done. */
    end(isDone: boolean): ModelEvent[] {
      const last = rest()
      const calls = reader.toolCalls()
      const isWhole = isDone || reader.isWholeMessage()
      const reason = reader.finishReason() ?? (isWhole ? 'stop' : 'cut-off')
      const isCallable = reason === 'tool-calls' || reason === 'stop'
      const hasCalls = isCallable && calls.length > 0
      return [
        ...last,
        ...(hasCalls ? calls : []),
        { type: 'finish', reason: finalReason(reason, hasCalls), usage },
      ]
    },
  }
}

function finalReason(reason: FinishReason, hasCalls: boolean): FinishReason {
  if (hasCalls) return 'tool-calls'
  return reason === 'tool-calls' ? 'stop' : reason
}
