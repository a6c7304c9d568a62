import { z } from 'zod'

/** JavaScript reads a date as UTC, but a date and time without a zone as local time. */
const hasNoZone = /T[\d:.]+$/

/** An ISO 8601 date or time from the year 1 on, which PostgreSQL can store. UTC without a zone. */
export const timeSchema = z
  .union([z.iso.datetime({ offset: true, local: true }), z.iso.date()], {
    error: 'must be an ISO 8601 time',
  })
  .overwrite((text) => (hasNoZone.test(text) ? `${text}Z` : text))
  .refine((text) => new Date(text).getUTCFullYear() >= 1, 'must be a time after the year 0')
