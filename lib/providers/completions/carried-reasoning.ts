import { isRecord } from '#lib/contracts/is-record.ts'

type Fields = Record<string, unknown>
const textFields = ['reasoning_content', 'reasoning', 'reasoning_text'] as const
type TextField = (typeof textFields)[number]

/** Longest reasoning that is sent back, in characters. */
const longestCarried = 1_000_000

/** Fields that an assistant message needs when it is sent back with its tool results. */
export interface CarriedReasoning {
  /** Fields of the message. */
  message: Fields
  /** Additional fields of each call, by call id. */
  calls: Record<string, Fields>
}

/**
 * Collects the reasoning of a step in its server's format: `reasoning_content` (DeepSeek, Kimi,
 * GLM), `reasoning` and `reasoning_details` (OpenRouter), and Gemini's thought signatures in a
 * call's `extra_content`.
 */
export function createCarriedReasoning() {
  const fields = new Set<TextField>()
  const details: Fields[] = []
  const calls: Record<string, Fields> = {}
  const message: Fields = {}
  let length = 0
  let lastId = ''

  const addDetail = (detail: Fields) => {
    const text = detail.text ?? detail.summary ?? detail.data
    length += typeof text === 'string' ? text.length : 0
    if (length > longestCarried) return
    const last = details.findLast((one) => isSame(one, detail))
    if (!last) {
      details.push({ ...detail })
      return
    }
    for (const [key, value] of Object.entries(detail)) {
      const before = last[key]
      const grows = key === 'text' || key === 'summary' || key === 'data'
      if (grows && typeof before === 'string' && typeof value === 'string')
        last[key] = before + value
      else if (value !== null && value !== undefined) last[key] = value
    }
  }
  const readCall = (call: Fields) => {
    if (typeof call.id === 'string' && call.id !== '') lastId = call.id
    const { extra_content: extra, thought_signature: signature } = call
    if (lastId === '' || (!isRecord(extra) && typeof signature !== 'string')) return
    calls[lastId] = {
      ...calls[lastId],
      ...(isRecord(extra) && { extra_content: extra }),
      ...(typeof signature === 'string' && { thought_signature: signature }),
    }
  }

  return {
    /** Records that a delta of this field was read without parsing. */
    readPlain: (field: TextField) => fields.add(field),
    /** Reads a delta or a message. */
    read(said: Fields) {
      for (const field of textFields) {
        const text = said[field]
        if (typeof text === 'string' && text !== '') fields.add(field)
      }
      const { reasoning_details: parts, tool_calls: list, reasoning_signature: signature } = said
      if (Array.isArray(parts)) for (const part of parts) if (isRecord(part)) addDetail(part)
      if (typeof signature === 'string') message.reasoning_signature = signature
      if (Array.isArray(list)) for (const call of list) if (isRecord(call)) readCall(call)
    },
    /**
     * @param text all reasoning text of the fields
     * @returns undefined when there is nothing to send back
     */
    value(text: string): CarriedReasoning | undefined {
      if (length + text.length > longestCarried) return undefined
      const said = [...fields].map((field) => [field, text])
      const sent: Fields = {
        ...message,
        ...Object.fromEntries(said),
        ...(details.length > 0 && { reasoning_details: details }),
      }
      // `reasoning_details` contains the same text.
      if (details.length > 0) delete sent.reasoning
      const isEmpty = Object.keys(sent).length + Object.keys(calls).length === 0
      return isEmpty ? undefined : { message: sent, calls }
    },
  }
}

/** Whether a piece continues a block of reasoning: more text, or the signature that ends it. */
function isSame(known: Fields, piece: Fields): boolean {
  return (
    known.type === piece.type && known.index === piece.index && known.type !== 'reasoning.encrypted'
  )
}
