import { isRecord } from '#lib/contracts/is-record.ts'
import { cleanJson, cleanText } from '../failures/clean-text.ts'
import type { ModelEvent } from '../model-port.ts'

interface Collected {
  key: string | undefined
  id: string
  name: string
  arguments: string
  /** Latest piece if it begins with the previous one: it may then hold all arguments. */
  whole: string
}

/** Collects tool calls whose arguments arrive in pieces, with or without index and id. */
export function createToolCallCollector() {
  const calls: Collected[] = []
  let length = 0
  let hasGrown = false

  const find = (key: string | undefined, id: string, name: string): Collected | undefined => {
    if (key !== undefined) {
      const keyed = calls.findLast((call) => call.key === key)
      const isRest = id === '' && name === '' && calls.at(-1)?.key === undefined
      return keyed ?? (isRest ? calls.at(-1) : undefined)
    }
    const existing = id === '' ? undefined : calls.findLast((call) => call.id === id)
    return existing ?? (id === '' || name === '' ? calls.at(-1) : undefined)
  }
  const add = (piece: Record<string, unknown>) => {
    // Some servers omit the object around name and arguments.
    const details = isRecord(piece.function) ? piece.function : piece
    const key = piece.index === undefined || piece.index === null ? undefined : String(piece.index)
    const id = stringOf(piece.id)
    const name = stringOf(details.name)
    const args = argumentsOf(details.arguments)
    hasGrown ||= name !== '' || args !== ''
    const existing = find(key, id, name)
    // Some servers use one index for all calls, or none: a name after complete arguments begins a
    // new call.
    const isNew = !existing || (name !== '' && begins(existing, id, name, args))
    const call = isNew ? { key, id: '', name: '', arguments: '', whole: '' } : existing
    if (isNew) calls.push(call)
    call.id ||= id
    if (!isNew && continuesName(call, id, name)) call.name += name
    else call.name ||= name
    // Some servers send an empty object before the pieces of the arguments.
    if (isRecord(details.arguments) || isReplaced(call.arguments, args)) call.arguments = args
    else if (!isRepeated(call, args)) call.arguments += args
    if (args.startsWith(call.whole)) call.whole = args
    length += args.length
  }

  return {
    add(pieces: Record<string, unknown>[]) {
      for (const piece of pieces) add(piece)
    },
    /** Characters of all arguments. */
    length: () => length,
    /** Returns a progress event when a piece arrived since the last call. */
    progress(): ModelEvent[] {
      if (!hasGrown) return []
      hasGrown = false
      return [{ type: 'tool-input' }]
    },
    events(): Extract<ModelEvent, { type: 'tool-call' }>[] {
      const ids = new Set<string>()
      return calls
        .filter(({ name }) => name !== '')
        .map(({ id, name, arguments: text, whole }) => ({
          type: 'tool-call',
          id: uniqueId(cleanText(id), ids),
          name: cleanText(name),
          // Some servers repeat all arguments so far with each piece.
          ...parseArguments(isWhole(text) || !isWhole(whole) ? text : whole),
        }))
    },
  }
}

/** Whether a piece with a name begins a new call instead of continuing the matched one. */
function begins(existing: Collected, id: string, name: string, args: string): boolean {
  if (existing.id && id)
    return existing.id !== id && (existing.name !== name || isWhole(existing.arguments))
  if (existing.name !== '' && existing.name !== name) return !continuesName(existing, id, name)
  return isWhole(existing.arguments) && args !== '' && args !== existing.arguments
}

/**
 * Whether the piece continues a name: the call has no arguments yet and the id is not another one.
 */
function continuesName({ key, name, arguments: args }: Collected, id: string, piece: string) {
  return key !== undefined && name !== '' && name !== piece && id === '' && args === ''
}

function isReplaced(existing: string, args: string): boolean {
  // Longer arguments are not trimmed, because that would copy them for every piece.
  return existing.length < 20 && existing.trim() === '{}' && args.trimStart().startsWith('{')
}

/** Some servers give several calls the same id, or none. */
function uniqueId(id: string, taken: Set<string>): string {
  const unique = id === '' || taken.has(id) ? crypto.randomUUID() : id
  taken.add(unique)
  return unique
}

/** Whether the same complete arguments are sent again. */
function isRepeated(call: Collected, args: string): boolean {
  return args.length > 1 && args === call.arguments && isWhole(args)
}

/** Runs for every piece, so it parses only when the text could be complete. */
function isWhole(text: string): boolean {
  const [first, last] = [text.trimStart()[0], text.trimEnd().at(-1)]
  const mayBeWhole = (first === '{' && last === '}') || (first === '"' && last === '"')
  return mayBeWhole && parseArguments(text).inputError === undefined
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function argumentsOf(value: unknown): string {
  return isRecord(value) ? JSON.stringify(value) : typeof value === 'string' ? value : ''
}

/** Parses a model's arguments into a tool input that the database accepts. */
export function parseArguments(text: string): { input: unknown; inputError?: string } {
  if (text.trim() === '') return { input: {} }
  try {
    const value: unknown = JSON.parse(text)
    // Some models encode the JSON object as a JSON string.
    return { input: cleanJson(typeof value === 'string' ? JSON.parse(value) : value) ?? {} }
  } catch (error) {
    const inputError = error instanceof Error ? error.message : String(error)
    return { input: undefined, inputError: cleanText(inputError) }
  }
}
