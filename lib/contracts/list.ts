import { z } from 'zod'

export const listQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type ListQuery = z.infer<typeof listQuerySchema>

/** For short lists: everything, unless a limit is requested. */
export const shortListQuerySchema = listQuerySchema.extend({
  limit: listQuerySchema.shape.limit.unwrap().optional(),
})
export type ShortListQuery = z.infer<typeof shortListQuerySchema>

export interface Page<T> {
  items: T[]
  nextCursor: string | null
}

/** A page of a list. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** A list that is short enough to come whole. */
export function itemsSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item) })
}
