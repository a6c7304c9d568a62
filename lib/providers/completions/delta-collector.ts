import { createTextCleaner } from '../failures/clean-text.ts'
import type { ModelEvent, ToolDefinition } from '../model-port.ts'
import { AnswerSplitter } from './inline/answer-splitter.ts'
import { parseWrittenCalls, type WrittenCall } from './inline/text-tool-calls.ts'

type Delta = Extract<ModelEvent, { type: 'text-delta' | 'reasoning-delta' }>
type Said = Delta | Extract<ModelEvent, { type: 'relabelled' }>

export interface InlineOptions {
  /** Whether the text is searched for tags, template tokens and tool calls. */
  hasMarks: boolean
  /** Whether the model begins inside reasoning, without an opening tag. */
  isReasoningFirst: boolean
  /** Tools that the model may call. */
  tools: ToolDefinition[]
}

/** Merges the deltas of one socket read: consecutive deltas of one kind become one. */
export function createDeltaCollector(options: InlineOptions) {
  const answer = createTextCleaner()
  const thoughts = createTextCleaner()
  const repetition = createRepetition()
  const said = createSaid()
  const writtenCalls: WrittenCall[] = []
  let length = 0
  let hasReasoning = false
  let hasText = false
  let hasTaggedReasoning = false

  const addText = (text: string) => {
    hasText ||= text.trim() !== ''
    said.add('text-delta', text)
  }
  const splitter = new AnswerSplitter(
    {
      text: addText,
      reasoning(text) {
        hasTaggedReasoning = true
        said.add('reasoning-delta', repetition.without(text))
      },
      relabel(as) {
        hasTaggedReasoning = as === 'reasoning'
        hasText = false
        said.relabel(as)
      },
      toolCall(body, raw) {
        const calls = parseWrittenCalls(body, options.tools)
        const isMeant = calls && (options.tools.length > 0 || !hasText)
        if (isMeant) writtenCalls.push(...calls)
        else addText(raw)
      },
    },
    options,
  )
  const split = options.hasMarks ? (text: string) => splitter.split(text) : addText
  return {
    addText(text: string) {
      if (text === '') return
      length += text.length
      const clean = answer.clean(text)
      if (clean !== '') split(clean)
    },
    addReasoning(text: string) {
      if (text === '') return
      length += text.length
      hasReasoning = true
      repetition.note(text)
      said.add('reasoning-delta', thoughts.clean(text))
    },
    /** Whether reasoning came in a field of its own. */
    hasReasoning: () => hasReasoning,
    hasAnyReasoning: () => hasReasoning || hasTaggedReasoning,
    /** Whether reasoning came within the text. */
    hasTaggedReasoning: () => hasTaggedReasoning,
    /** Whether the answer holds a character other than white space. */
    hasText: () => hasText,
    length: () => length,
    take: said.take,
    /** Tool calls that were written in the text. */
    writtenCalls: () => writtenCalls,
    /** Whether the model begins inside reasoning; undefined when this answer gives no evidence. */
    isReasoningFirst: () => splitter.begins,
    /** Remaining deltas, including held-back text. */
    rest(): Said[] {
      said.add('reasoning-delta', thoughts.rest())
      const last = answer.rest()
      if (last !== '') split(last)
      if (options.hasMarks) splitter.end()
      return said.take()
    },
  }
}

/** Deltas since the last `take`. Consecutive deltas of one kind become one, with their count. */
function createSaid() {
  let found: Said[] = []
  let isTextTaken = false

  const add = (type: Delta['type'], delta: string) => {
    if (delta === '') return
    const last = found.at(-1)
    if (last?.type !== type) {
      found.push({ type, delta })
      return
    }
    last.delta += delta
    last.chunks = (last.chunks ?? 1) + 1
  }
  return {
    add,
    relabel(as: 'text' | 'reasoning') {
      if (as === 'text' || isTextTaken) {
        found.push({ type: 'relabelled', as })
        return
      }
      const text = found.map((event) => ('delta' in event ? event.delta : '')).join('')
      found = []
      add('reasoning-delta', text.trim())
    },
    take(): Said[] {
      const taken = found
      isTextTaken ||= taken.some(({ type }) => type === 'text-delta')
      found = []
      return taken
    },
  }
}

/** Removes reasoning between tags that repeats the reasoning field. */
function createRepetition() {
  let field = ''
  let at = 0
  let isOver = false
  return {
    note(text: string) {
      if (!isOver && at === 0) field += text
    },
    /** Returns the new part of a tagged piece. */
    without(piece: string): string {
      if (isOver || field === '') return piece
      if (at === 0) field = field.trim()
      if (field.startsWith(piece, at)) {
        at += piece.length
        return ''
      }
      const isLast = field.length - at < piece.length && field.slice(at) === piece.trimEnd()
      if (isLast) at = field.length
      if (isLast || piece.trim() === '') return ''
      isOver = true
      return field.slice(0, at) + piece
    },
  }
}
