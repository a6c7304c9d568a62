import { isRecord } from '#lib/contracts/is-record.ts'

/** The text delta of a chunk that has no other content. */
export interface PlainDelta {
  field: 'content' | 'reasoning_content' | 'reasoning'
  delta: string
}

interface Template {
  field: PlainDelta['field']
  prefix: string
  suffix: string
}

/** Templates are no longer learned for a stream after this many chunks that matched none. */
const mostMisses = 24
const sentinel = 'lumos\u2063template'
const needsParsing = /["\\\p{Cc}]/u

/**
 * Reads chunks that differ only in the text of their delta without parsing them. A chunk with the
 * same prefix and suffix as a parsed one, and exactly one JSON string between them, differs only in
 * that string. Every other chunk is parsed.
 */
export function createChunkTemplates() {
  let templates: Template[] = []
  let misses = 0

  return {
    match(text: string): PlainDelta | undefined {
      for (const { field, prefix, suffix } of templates) {
        const end = text.length - suffix.length
        // Slices are compared because V8's `startsWith` and `endsWith` are ten times slower.
        if (end < prefix.length || text.slice(0, prefix.length) !== prefix) continue
        if (text.slice(end) !== suffix) continue
        const inner = text.slice(prefix.length, end)
        const delta = needsParsing.test(inner) ? parseString(inner) : inner
        if (delta !== undefined) return { field, delta }
      }
      return undefined
    },
    /** Uses a parsed chunk as a template for later ones if it holds a text delta only. */
    learn(text: string, chunk: unknown) {
      if (misses >= mostMisses) return
      const plain = plainDelta(chunk)
      if (!plain?.delta) return
      misses += 1
      const template = makeTemplate(text, plain)
      if (!template) return
      templates = [template, ...templates.filter(({ field }) => field !== plain.field)]
    },
  }
}

/** @returns undefined when the string does not occur exactly once in the text */
function makeTemplate(text: string, { field, delta }: PlainDelta): Template | undefined {
  const value = JSON.stringify(delta)
  for (const key of [`"${field}":`, `"${field}": `]) {
    const at = text.indexOf(key + value)
    if (at === -1) continue
    const prefix = text.slice(0, at + key.length + 1)
    const suffix = text.slice(at + key.length + value.length - 1)
    // Parsing the template with another string in this place proves that it is the delta's text.
    const probe = plainDelta(JSON.parse(prefix + sentinel + suffix))
    if (probe?.field === field && probe.delta === sentinel) return { field, prefix, suffix }
  }
  return undefined
}

/** Returns undefined when the text within the quotes is not exactly one JSON string. */
function parseString(inner: string): string | undefined {
  try {
    const value: unknown = JSON.parse(`"${inner}"`)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

const harmlessKeys = new Set([
  'id',
  'object',
  'created',
  'model',
  'system_fingerprint',
  'service_tier',
  'provider',
  'choices',
])
const harmlessChoiceKeys = new Set(['index', 'delta', 'logprobs', 'native_finish_reason'])
const deltaFields = ['content', 'reasoning_content', 'reasoning'] as const

/** Returns the delta if every other field is empty, so that the chunk holds only text. */
function plainDelta(chunk: unknown): PlainDelta | undefined {
  if (!isRecord(chunk) || !Array.isArray(chunk.choices) || chunk.choices.length !== 1) return
  const choice: unknown = chunk.choices[0]
  if (!isRecord(choice) || !isRecord(choice.delta)) return
  if (choice.index !== undefined && choice.index !== 0) return
  if (!isEmptyBut(chunk, harmlessKeys) || !isEmptyBut(choice, harmlessChoiceKeys)) return
  const { delta } = choice
  const changing = deltaFields.filter((field) => typeof delta[field] === 'string' && delta[field])
  const [field] = changing
  if (field === undefined || changing.length > 1) return
  if (!isEmptyBut(delta, new Set(['role', field]))) return
  return { field, delta: String(delta[field]) }
}

function isEmptyBut(record: Record<string, unknown>, keys: Set<string>): boolean {
  return Object.entries(record).every(
    ([key, value]) =>
      keys.has(key) ||
      value === null ||
      value === '' ||
      value === undefined ||
      (Array.isArray(value) && value.length === 0),
  )
}
