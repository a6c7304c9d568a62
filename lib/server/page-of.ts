import { z } from 'zod'
import type { Page, ShortListQuery } from '#lib/contracts/list.ts'
import { foreignCursor } from './cursor.ts'

const positionSchema = z.tuple([z.int().min(0), z.string()])

/**
 * A page of a list that is completely in memory; the whole list without a limit. A page begins
 * after the last item of the page before, or at that item's position if it was deleted.
 * @throws AppError 400 for a cursor that no list returned
 */
export function pageOf<T>(
  items: T[],
  { limit = items.length, cursor }: ShortListQuery,
  idOf: (item: T) => string,
): Page<T> {
  const start = cursor ? startAfter(items.map(idOf), cursor) : 0
  const end = start + limit
  const last = items[end - 1]
  const hasMore = last !== undefined && end < items.length
  return {
    items: items.slice(start, end),
    nextCursor: hasMore ? toCursor(end - 1, idOf(last)) : null,
  }
}

function toCursor(index: number, id: string): string {
  return Buffer.from(JSON.stringify([index, id])).toString('base64url')
}

function startAfter(ids: string[], cursor: string): number {
  try {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const [index, id] = positionSchema.parse(position)
    const found = ids.indexOf(id)
    return found === -1 ? index : found + 1
  } catch (cause) {
    throw foreignCursor(cause)
  }
}
