import { z } from 'zod'
import { AppError } from '#lib/contracts/app-error.ts'
import { timeSchema } from '#lib/contracts/time.ts'

/** A position in a list that is ordered by time and id. */
export interface ListPosition {
  at: Date
  id: string
}

/** The characters of ids, which need not be UUIDs. */
const anyId = z.string().regex(/^[\w-]{1,100}$/)

export function encodeCursor(at: Date, id: string): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

/**
 * @param id the format of the list's ids
 * @throws AppError 400 for a cursor that `encodeCursor` did not create
 */
export function decodeCursor(cursor: string, id: z.ZodType<string> = anyId): ListPosition {
  try {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const [at, lastId] = z.tuple([timeSchema, id]).parse(position)
    return { at: new Date(at), id: lastId }
  } catch (cause) {
    throw foreignCursor(cause)
  }
}

export function foreignCursor(cause: unknown): AppError {
  const displayMessage = 'This cursor was not given by the list.'
  return new AppError({
    code: 'invalid-input',
    status: 400,
    field: 'cursor',
    displayMessage,
    cause,
  })
}
