import { isRecord } from '#lib/contracts/is-record.ts'
import { cleanJson, cleanText } from '../failures/clean-text.ts'
import type { ModelEvent } from '../model-port.ts'

interface Collected {
  key: string | undefined
  id: string
  name: string
  arguments: string
  /** The latest piece, if it begins with the one before: then it may be all there is. */
  whole: string
}

/** Gathers tool calls whose arguments come in pieces, with or without index and id. */
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
    // Some servers leave the object around name and arguments out.
    const details = isRecord(piece.function) ? piece.function : piece
    const key = piece.index === undefined || piece.index === null ? undefined : String(piece.index)
    const id = stringOf(piece.id)
    const name = stringOf(details.name)
    const args = argumentsOf(details.arguments)
    hasGrown ||= name !== '' || args !== ''
    const existing = find(key, id, name)
    // Some servers give every call the same index, or none: a name after whole arguments is new.
    const isNew = !existing || (name !== '' && begins(existing, id, name, args))
    const call = isNew ? { key, id: '', name: '', arguments: '', whole: '' } : existing
    if (isNew) calls.push(call)
    call.id ||= id
    if (!isNew && continuesName(call, id, name)) call.name += name
    else call.name ||= name
    // Some servers send an empty object before the arguments' pieces.
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
    /** A sign of life when anything came since the last call. */
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

/** Does a piece with a name begin another call than the one that was found for it? */
function begins(existing: Collected, id: string, name: string, args: string): boolean {
  if (existing.id && id)
    return existing.id !== id && (existing.name !== name || isWhole(existing.arguments))
  if (existing.name !== '' && existing.name !== name) return !continuesName(existing, id, name)
  return isWhole(existing.arguments) && args !== '' && args !== existing.arguments
}

/** A name that comes in pieces: nothing else of its call has come, and nothing says it is another. */
function continuesName({ key, name, arguments: args }: Collected, id: string, piece: string) {
  return key !== undefined && name !== '' && name !== piece && id === '' && args === ''
}

function isReplaced(existing: string, args: string): boolean {
  // Longer arguments are not trimmed: they come in pieces, and each would copy them.
  return existing.length < 20 && existing.trim() === '{}' && args.trimStart().startsWith('{')
}

/** Some servers give several calls one id, or none. */
function uniqueId(id: string, taken: Set<string>): string {
  const unique = id === '' || taken.has(id) ? crypto.randomUUID() : id
  taken.add(unique)
  return unique
}

/** The same whole arguments once more. */
function isRepeated(call: Collected, args: string): boolean {
  return args.length > 1 && args === call.arguments && isWhole(args)
}

/** Looked at for each piece: parsed only when it could be whole. */
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

/** Arguments as the model wrote them → the tool's input, fit for the database. */
export function parseArguments(text: string): { input: unknown; inputError?: string } {
  if (text.trim() === '') return { input: {} }
  try {
    const value: unknown = JSON.parse(text)
    // Some models write the JSON as a JSON string.
    return { input: cleanJson(typeof value === 'string' ? JSON.parse(value) : value) ?? {} }
  } catch (error) {
    const inputError = error instanceof Error ? error.message : String(error)
    return { input: undefined, inputError: cleanText(inputError) }
  }
}
