import { isRecord } from '#lib/contracts/is-record.ts'

/** Returns an error beside or instead of choices, in the dialects of several servers. */
export function errorOf(chunk: Record<string, unknown>): unknown {
  const { error, errors, choices, usage } = chunk
  // Some servers send `error: true` and put the message in other fields of the chunk.
  if (error === true) return chunk
  if (error && !(choices && isEmpty(error))) return error
  const inChoice = choicesOf(choices).find((choice) => choice.error && !isEmpty(choice.error))
  if (inChoice) return inChoice.error
  const { base_resp: base } = chunk
  if (isRecord(base) && Number(base.status_code) > 0) return { message: base.status_msg }
  if (choices !== undefined || usage !== undefined) return undefined
  if (Array.isArray(errors) && errors.length > 0) return errors
  const words = chunk.message ?? chunk.detail ?? chunk.msg
  return typeof words === 'string' && words !== '' ? chunk : undefined
}

/** Some servers add an error without content, such as `{"code":0}`, to every chunk. */
function isEmpty(error: unknown): boolean {
  return isRecord(error) && !Object.values(error).some(Boolean)
}

/** Accepts a list, a single choice, or an object of choices keyed by index. */
export function choicesOf(choices: unknown): Record<string, unknown>[] {
  if (Array.isArray(choices)) return choices.filter(isRecord)
  if (!isRecord(choices)) return []
  const isChoice = 'delta' in choices || 'message' in choices || 'text' in choices
  return isChoice ? [choices] : Object.values(choices).filter(isRecord)
}

/** Whether this is the choice of index 0; a choice without an index counts as the first. */
export function isFirst({ index }: Record<string, unknown>): boolean {
  return index === undefined || index === null || Number(index) === 0
}

/** Accepts text, a number, or an array of text parts; reasoning parts are left out. */
export function textOfContent(content: unknown): string {
  if (typeof content === 'string') return content
  if (typeof content === 'number') return String(content)
  if (isRecord(content))
    return isThought(content) ? '' : textOfContent(content.text ?? content.value ?? content.refusal)
  return Array.isArray(content) ? content.map(textOfContent).join('') : ''
}

/** The text of a delta or a message. */
export function textOfSaid({ content, text, refusal }: Record<string, unknown>): string {
  return textOfContent(content) || textOfContent(text) || textOfContent(refusal)
}

/**
 * Reasoning of a delta or a message: the first field with content, since some servers send the same
 * reasoning in several fields.
 */
export function reasoningOf(delta: Record<string, unknown>): string {
  const { reasoning_content, reasoning, reasoning_details, reasoning_text, content } = delta
  return (
    textOfContent(reasoning_content) ||
    textOfContent(isRecord(reasoning) ? (reasoning.text ?? reasoning.content) : reasoning) ||
    thoughtsOf(reasoning_details) ||
    textOfContent(delta.thinking) ||
    textOfContent(reasoning_text) ||
    thoughtsOf(content)
  )
}

function thoughtsOf(parts: unknown): string {
  if (!Array.isArray(parts)) return ''
  const thoughts = parts.filter(isRecord).filter(isThought)
  return thoughts
    .map(({ thinking, text, summary }) => textOfContent(thinking ?? text ?? summary))
    .join('')
}

function isThought({ type }: Record<string, unknown>): boolean {
  return typeof type === 'string' && /^(thinking|reasoning)(\.(text|summary))?$/.test(type)
}

/** Tool calls as a list, from every known field and shape; empty when there are none. */
export function toolCallsOf(delta: Record<string, unknown>): Record<string, unknown>[] {
  const { tool_calls: calls, function_call: call } = delta
  const list = Array.isArray(calls) ? calls.filter(isRecord) : isRecord(calls) ? [calls] : []
  // Servers that write every field add an empty `function_call` beside the list.
  if (list.length > 0 || !isRecord(call) || (!call.name && !call.arguments)) return list
  return [{ index: 0, function: call }]
}
