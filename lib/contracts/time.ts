import { z } from 'zod'

/** JavaScript takes a day as UTC, and such a time as one of this machine's. */
const hasNoZone = /T[\d:.]+$/

/** An ISO 8601 time, or a day, that a database can keep: from the year 1 on. UTC unless it says. */
export const timeSchema = z
  .union([z.iso.datetime({ offset: true, local: true }), z.iso.date()], {
    error: 'must be an ISO 8601 time',
  })
  .transform((text) => (hasNoZone.test(text) ? `${text}Z` : text))
  .refine((text) => new Date(text).getUTCFullYear() >= 1, 'must be a time after the year 0')
