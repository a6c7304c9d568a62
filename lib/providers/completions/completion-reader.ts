import type { FinishReason, TokenUsage } from '#lib/contracts/chat/agent-event.ts'
import { isRecord } from '#lib/contracts/is-record.ts'
import { emptyAnswer, writtenCallFailure } from '../failures/empty-answer.ts'
import type { ModelEvent, ToolDefinition } from '../model-port.ts'
import { createChoiceReader } from './choice-reader.ts'
import { choicesOf, errorOf, isFirst, textOfContent } from './chunk-fields.ts'
import { finishReasonOf } from './finish-reasons.ts'
import { mergeUsage } from './usage.ts'

/** Properties of the request and the model that decide how the answer is read. */
export interface AnswerOptions {
  /** Tools that the model may call. */
  tools: ToolDefinition[]
  /** Whether the model begins inside reasoning, without an opening tag. */
  isReasoningFirst: boolean
  /** Provider and model; reasoning is sent back only to the same ones. */
  maker: string
  /** Whether an answer without text is valid. */
  mayBeEmpty: boolean
}

export type CompletionReader = ReturnType<typeof createCompletionReader>

/** Approximate memory of a held-back choice besides its text, in characters. */
const heldChoiceLength = 100

/** Reads every known dialect of Chat Completions; each piece of text is emitted once. */
export function createCompletionReader(options: AnswerOptions) {
  const reader = createChoiceReader(options)
  let usage: TokenUsage = { inputTokens: null, outputTokens: null }
  let hasChoices = false
  // Choices with an index other than 0; they are used only when there is no choice 0.
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
  /** Remaining output, including held-back text. */
  const rest = () => {
    readOthers()
    return reader.rest()
  }

  return {
    /** Whether the provider sent a finish reason; text and usage may still follow. */
    isFinished: () => reader.finishReason() !== undefined,
    /** Whether text came with or after a finish reason, so that more may follow. */
    isDoubtful: reader.isDoubtful,
    /** Whether a chunk that looks like a completion was read. */
    hasChoices: () => hasChoices,
    /** Characters of text, reasoning and tool arguments so far. */
    outputLength: () => reader.length() + othersLength,
    /** Events since the last call. */
    take(): ModelEvent[] {
      const events: ModelEvent[] = reader.deltas.take()
      const sources = reader.sources.take()
      const progress = reader.toolProgress()
      if (sources.length > 0) events.push(...sources)
      if (progress.length > 0) events.push(...progress)
      return events
    },
    isReasoningFirst: reader.deltas.isReasoningFirst,
    rest,
    /** Reads a delta that was recognised without parsing. */
    readPlain: reader.readPlain,
    /** Reads one parsed chunk. @returns the error that the chunk reports, which ends the answer */
    readChunk(chunk: unknown): unknown {
      if (!isRecord(chunk)) return undefined
      usage = mergeUsage(usage, chunk.usage)
      if (isRecord(chunk.x_groq)) usage = mergeUsage(usage, chunk.x_groq.usage)
      hasChoices ||= chunk.choices !== undefined
      reader.sources.readChunk(chunk)
      const choices = choicesOf(chunk.choices)
      const choice = choices.find(isFirst)
      if (choice) usage = mergeUsage(usage, choice.usage)
      if (choice) reader.read(choice)
      else if (choices[0]) holdOther(choices[0])
      return errorOf(chunk)
    },
    /** Last events. `isDone`: the provider sent `[DONE]`. */
    end(isDone: boolean): ModelEvent[] {
      const last = [...rest(), ...reader.sources.take()]
      const isWhole = isDone || reader.isWholeMessage()
      const reason = reader.finishReason() ?? (isWhole ? 'stop' : 'cut-off')
      return [...last, ...endingOf(reader, reason, usage, options)]
    },
  }
}

/** Tool calls and the finish event, or the error of an empty answer. */
function endingOf(
  reader: ReturnType<typeof createChoiceReader>,
  reason: FinishReason,
  usage: TokenUsage,
  { tools, maker, mayBeEmpty }: AnswerOptions,
): ModelEvent[] {
  const calls = reader.toolCalls()
  const isCallable = reason === 'tool-calls' || reason === 'stop'
  const hasCalls = isCallable && calls.length > 0
  const hasText = reader.deltas.hasText() || reader.sources.hasImages()
  if (hasCalls && !hasText && tools.length === 0 && reader.deltas.writtenCalls().length > 0)
    return [{ type: 'error', failure: writtenCallFailure(calls) }]
  const failure =
    hasCalls || hasText || mayBeEmpty
      ? undefined
      : emptyAnswer(reason, reader.deltas.hasAnyReasoning())
  if (failure) return [{ type: 'error', failure }]
  const carried = hasCalls ? reader.carriedReasoning() : undefined
  return [
    ...(carried ? [carriedEvent(maker, carried)] : []),
    ...(hasCalls ? calls : []),
    { type: 'finish', reason: finalReason(reason, hasCalls), usage },
  ]
}

function carriedEvent(maker: string, value: unknown): ModelEvent {
  return { type: 'carried', carried: { maker, value } }
}

function finalReason(reason: FinishReason, hasCalls: boolean): FinishReason {
  if (hasCalls) return 'tool-calls'
  return reason === 'tool-calls' ? 'stop' : reason
}
