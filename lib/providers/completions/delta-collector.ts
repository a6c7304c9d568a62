import { createTextCleaner } from '../failures/clean-text.ts'
import type { ModelEvent, ToolDefinition } from '../model-port.ts'
import { AnswerSplitter } from './inline/answer-splitter.ts'
import { parseWrittenCalls, type WrittenCall } from './inline/text-tool-calls.ts'

type Delta = Extract<ModelEvent, { type: 'text-delta' | 'reasoning-delta' }>
type Said = Delta | Extract<ModelEvent, { type: 'relabelled' }>

export interface InlineOptions {
  /** Is the text searched for tags, tokens and tool calls? */
  hasMarks: boolean
  /** The model is known to begin inside reasoning, without an opening tag. */
  isReasoningFirst: boolean
  /** What the model may call. */
  tools: ToolDefinition[]
}

/** Gathers what one read of the socket brought: deltas of one kind that came together become one. */
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
    /** Reasoning stood in a field of its own. */
    hasReasoning: () => hasReasoning,
    hasAnyReasoning: () => hasReasoning || hasTaggedReasoning,
    /** Reasoning stood in the text. */
    hasTaggedReasoning: () => hasTaggedReasoning,
    /** Something that is no white space stands in the answer. */
    hasText: () => hasText,
    length: () => length,
    take: said.take,
    /** Tool calls that stood in the text. */
    writtenCalls: () => writtenCalls,
    /** Whether the model begins inside reasoning; undefined when this answer does not show it. */
    isReasoningFirst: () => splitter.begins,
    /** All that is left, also what was held back. */
    rest(): Said[] {
      said.add('reasoning-delta', thoughts.rest())
      const last = answer.rest()
      if (last !== '') split(last)
      if (options.hasMarks) splitter.end()
      return said.take()
    },
  }
}

/** What was told apart and not taken yet. Deltas of one kind in a row become one, which counts them. */
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

/** Reasoning between tags that repeats what stood in a field of its own comes once. */
function createRepetition() {
  let field = ''
  let at = 0
  let isOver = false
  return {
    note(text: string) {
      if (!isOver && at === 0) field += text
    },
    /** What of a tagged piece is new. */
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
