import { z } from 'zod'

/** An ISO 8601 time that a database can keep: from the year 1 on. */
export const timeSchema = z.iso
  .datetime({ offset: true })
  .refine((text) => new Date(text).getUTCFullYear() >= 1, 'must be a time after the year 0')
