import type { FinishReason, TokenUsage } from '#lib/contracts/agent-event.ts'
import { createTextCleaner } from './clean-text.ts'
import { isRecord, streamFailure } from './failure.ts'
import type { ModelEvent } from './model-port.ts'
import { createThinkTagSplitter } from './think-tags.ts'
import { createToolCallCollector } from './tool-call-collector.ts'
import { mergeUsage } from './usage.ts'

/** Reads the JSON chunks of one Chat Completions answer. */
export interface CompletionReader {
  /** The events of a chunk; an `error` among them is the last event of the answer. */
  read(chunk: unknown): ModelEvent[]
  /** The last events. `isDone`: the provider said that it was done. */
  end(isDone: boolean): ModelEvent[]
  /** The provider gave a finish reason; usage may still follow. */
  isFinished(): boolean
}

/** Tolerant of everything that compatible servers were seen to do; nothing is read twice. */
export function createCompletionReader(secrets: string[]): CompletionReader {
  const answer = createTextCleaner()
  const thoughts = createTextCleaner()
  const think = createThinkTagSplitter()
  const tools = createToolCallCollector()
  let usage: TokenUsage = { inputTokens: null, outputTokens: null }
  let finishReason: FinishReason | undefined
  let seenText = ''
  let hasDeltas = false

  const deltaEvents = (text: string, reasoning: string): ModelEvent[] => {
    const events: ModelEvent[] = []
    const thought = reasoning && thoughts.clean(reasoning)
    if (thought) events.push({ type: 'reasoning-delta', delta: thought })
    const visible = text && answer.clean(text)
    if (!visible) return events
    const split = think.split(visible)
    if (split.reasoning) events.push({ type: 'reasoning-delta', delta: split.reasoning })
    if (split.text) events.push({ type: 'text-delta', delta: split.text })
    return events
  }

  /** What a `message` adds: all of it, unless it repeats what came before. */
  const newTextOf = (whole: string) => {
    if (seenText === '') return whole
    if (finishReason && whole.startsWith(seenText)) return whole.slice(seenText.length)
    return hasDeltas ? '' : whole
  }

  return {
    isFinished: () => finishReason !== undefined,
    read(chunk) {
      if (!isRecord(chunk)) return []
      if (chunk.error) return [{ type: 'error', failure: streamFailure(chunk.error, secrets) }]
      usage = mergeUsage(usage, chunk.usage)
      const choice = firstChoice(chunk.choices)
      if (!choice) return []
      const reason = finishReasons[String(choice.finish_reason)]
      if (reason) finishReason = reason
      else if (typeof choice.finish_reason === 'string' && choice.finish_reason)
        finishReason = 'stop'

      const delta = isRecord(choice.delta) ? choice.delta : {}
      const message = isRecord(choice.message) ? choice.message : {}
      let text = textOf(delta.content)
      let reasoning = reasoningOf(delta)
      tools.add(delta.tool_calls)
      if (!text && choice.message) {
        text = newTextOf(textOf(message.content))
        if (seenText === '') reasoning ||= reasoningOf(message)
        tools.add(message.tool_calls)
      } else if (text) hasDeltas = true
      seenText += text
      return text || reasoning ? deltaEvents(text, reasoning) : []
    },
    end(isDone) {
      const events: ModelEvent[] = deltaEvents(answer.rest(), thoughts.rest())
      const rest = think.rest()
      if (rest.reasoning) events.push({ type: 'reasoning-delta', delta: rest.reasoning })
      if (rest.text) events.push({ type: 'text-delta', delta: rest.text })
      const calls = tools.events()
      const reason = finishReason ?? (isDone ? 'stop' : 'cut-off')
      const isCallable = reason === 'tool-calls' || reason === 'stop'
      if (isCallable) events.push(...calls)
      events.push({
        type: 'finish',
        reason: isCallable && calls.length > 0 ? 'tool-calls' : reason,
        usage,
      })
      return events
    },
  }
}

const finishReasons: Record<string, FinishReason> = {
  stop: 'stop',
  length: 'length',
  max_tokens: 'length',
  content_filter: 'content-filter',
  sensitive: 'content-filter',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
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
  if (!Array.isArray(content)) return ''
  return content.map((part) => (isRecord(part) ? textOf(part.text) : textOf(part))).join('')
}

/** Some servers send both fields with the same text. */
function reasoningOf(delta: Record<string, unknown>): string {
  return textOf(delta.reasoning_content) || textOf(delta.reasoning)
}
