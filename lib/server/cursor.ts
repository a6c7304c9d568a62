import { z } from 'zod'
import { AppError } from '#lib/contracts/app-error.ts'

/** A place in a list that is ordered by time and id. */
export interface ListPosition {
  at: Date
  id: string
}

const positionSchema = z.tuple([z.iso.datetime(), z.string().max(100)])

export function encodeCursor(at: Date, id: string): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

/** @throws AppError 400 for anything that `encodeCursor` did not make */
export function decodeCursor(cursor: string): ListPosition {
  try {
    const [at, id] = positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { at: new Date(at), id }
  } catch (cause) {
    const userMessage = 'This cursor was not given by the list.'
    throw new AppError({ code: 'invalid-input', status: 400, field: 'cursor', userMessage, cause })
  }
}
