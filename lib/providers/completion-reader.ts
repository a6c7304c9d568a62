import type { FinishReason, TokenUsage } from '#lib/contracts/agent-event.ts'
import type { PlainDelta } from './chunk-template.ts'
import { createDeltaCollector } from './delta-collector.ts'
import { finishReasonOf } from './finish-reasons.ts'
import type { ModelEvent } from './model-port.ts'
import { isRecord } from './provider-words.ts'
import { createToolCallCollector } from './tool-call-collector.ts'
import { mergeUsage } from './usage.ts'

export type CompletionReader = ReturnType<typeof createCompletionReader>

/** Tolerant of everything that compatible servers were seen to do; nothing is read twice. */
export function createCompletionReader() {
  const deltas = createDeltaCollector({ hasThinkTags: true })
  const tools = createToolCallCollector()
  let usage: TokenUsage = { inputTokens: null, outputTokens: null }
  let finishReason: FinishReason | undefined
  let seenText = ''
  let hasDeltas = false
  let hasChoices = false
  let isWholeMessage = false

  const addText = (text: string) => {
    seenText += text
    deltas.addText(text)
  }
  /** What a `message` adds: all of it, unless it repeats what came before. */
  const readMessage = (message: Record<string, unknown>) => {
    isWholeMessage = !hasDeltas
    const whole = textOf(message.content)
    const isFirst = seenText === ''
    const isLonger = finishReason !== undefined && whole.startsWith(seenText)
    if (isFirst && !deltas.hasReasoning()) deltas.addReasoning(reasoningOf(message))
    if (isFirst) addText(whole)
    else if (isLonger) addText(whole.slice(seenText.length))
    else if (!hasDeltas) addText(whole)
    tools.add(message.tool_calls)
  }
  const readDelta = (delta: Record<string, unknown>): boolean => {
    deltas.addReasoning(reasoningOf(delta))
    tools.add(delta.tool_calls)
    if (isRecord(delta.function_call)) tools.add([{ index: 0, function: delta.function_call }])
    const text = textOf(delta.content) || textOf(delta.refusal)
    if (text) {
      hasDeltas = true
      addText(text)
    }
    return text !== ''
  }

  return {
    /** The provider gave a finish reason; text and usage may still follow. */
    isFinished: () => finishReason !== undefined,
    /** Something that looks like a completion was read. */
    hasChoices: () => hasChoices,
    /** Characters of text, reasoning and tool arguments so far. */
    outputLength: () => deltas.length() + tools.length(),
    /** What came since the last call. */
    take: deltas.take,
    /** What is left, also what was held back. */
    rest: deltas.rest,
    /** A delta that was recognised without parsing. */
    readPlain({ field, delta }: PlainDelta) {
      if (field !== 'content') return deltas.addReasoning(delta)
      hasDeltas = true
      addText(delta)
    },
    /** One parsed chunk. @returns the error that it tells, which ends the answer */
    readChunk(chunk: unknown): unknown {
      if (!isRecord(chunk)) return undefined
      const error = errorOf(chunk)
      usage = mergeUsage(usage, chunk.usage)
      hasChoices ||= chunk.choices !== undefined
      const choice = firstChoice(chunk.choices)
      if (!choice) return error
      finishReason = finishReasonOf(choice.finish_reason) ?? finishReason
      const hasText = isRecord(choice.delta) && readDelta(choice.delta)
      if (!hasText && isRecord(choice.message)) readMessage(choice.message)
      return error
    },
    /** The last events. `isDone`: the provider said that it was done. */
    end(isDone: boolean): ModelEvent[] {
      const calls = tools.events()
      const reason = finishReason ?? (isDone || isWholeMessage ? 'stop' : 'cut-off')
      const isCallable = reason === 'tool-calls' || reason === 'stop'
      const hasCalls = isCallable && calls.length > 0
      return [
        ...deltas.rest(),
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

/** An error beside or instead of choices, in the dialects of several servers. */
function errorOf(chunk: Record<string, unknown>): unknown {
  if (chunk.error && !(chunk.choices && isEmpty(chunk.error))) return chunk.error
  const { base_resp: base } = chunk
  if (isRecord(base) && Number(base.status_code) > 0) return { message: base.status_msg }
  if (chunk.choices !== undefined || chunk.usage !== undefined) return undefined
  const words = chunk.message ?? chunk.detail ?? chunk.msg
  return typeof words === 'string' && words !== '' ? chunk : undefined
}

/** Some servers put an error without content, such as `{"code":0}`, into every chunk. */
function isEmpty(error: unknown): boolean {
  return isRecord(error) && !Object.values(error).some(Boolean)
}

/** The choice of index 0; one without an index counts as the first. */
function firstChoice(choices: unknown): Record<string, unknown> | undefined {
  if (!Array.isArray(choices)) return undefined
  return choices
    .filter(isRecord)
    .find(({ index }) => index === undefined || index === null || Number(index) === 0)
}

/** Text, a number, or an array of text parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (typeof content === 'number') return String(content)
  if (isRecord(content)) return textOf(content.text)
  if (!Array.isArray(content)) return ''
  return content.map(textOf).join('')
}

/** Some servers send both fields with the same text. */
function reasoningOf(delta: Record<string, unknown>): string {
  return textOf(delta.reasoning_content) || textOf(delta.reasoning)
}
