import { isRecord } from './failure.ts'
import type { ModelEvent } from './model-port.ts'

interface Collected {
  key: string | undefined
  id: string
  name: string
  arguments: string
}

/** Gathers tool calls whose arguments come in pieces, with or without index and id. */
export function createToolCallCollector() {
  const calls: Collected[] = []

  const find = (piece: Record<string, unknown>): Collected => {
    const { index, id } = piece
    const key = index === undefined || index === null ? undefined : String(index)
    const known =
      key !== undefined
        ? calls.findLast((call) => call.key === key)
        : typeof id === 'string' && id !== ''
          ? calls.findLast((call) => call.id === id)
          : calls.at(-1)
    if (known) return known
    const call = { key, id: '', name: '', arguments: '' }
    calls.push(call)
    return call
  }

  return {
    add(pieces: unknown) {
      if (!Array.isArray(pieces)) return
      for (const piece of pieces.filter(isRecord)) {
        const call = find(piece)
        const details = isRecord(piece.function) ? piece.function : {}
        if (typeof piece.id === 'string' && piece.id) call.id = piece.id
        if (typeof details.name === 'string' && details.name) call.name = details.name
        addArguments(call, details.arguments)
      }
    },
    events(): Extract<ModelEvent, { type: 'tool-call' }>[] {
      return calls
        .filter(({ name }) => name !== '')
        .map(({ id, name, arguments: text }) => ({
          type: 'tool-call',
          id: id || crypto.randomUUID(),
          name,
          ...parseArguments(text),
        }))
    },
  }
}

function addArguments(call: Collected, piece: unknown) {
  if (isRecord(piece)) call.arguments = JSON.stringify(piece)
  else if (typeof piece === 'string') {
    const isRepeated =
      piece.length > 2 && piece === call.arguments && parseArguments(piece).inputError === undefined
    if (!isRepeated) call.arguments += piece
  }
}

function parseArguments(text: string): { input: unknown; inputError?: string } {
  if (text.trim() === '') return { input: {} }
  try {
    return { input: JSON.parse(text) }
  } catch (error) {
    return { input: undefined, inputError: error instanceof Error ? error.message : String(error) }
  }
}
