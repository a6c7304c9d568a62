import { z } from 'zod'

/** The result of an import of chats. */
export const importReportSchema = z
  .object({
    format: z.string().describe('The format of the export file.'),
    imported: z.number(),
    skipped: z.number().describe('Chats that were imported before.'),
    failed: z.array(z.object({ title: z.string(), reason: z.string() })),
  })
  .meta({ id: 'ImportReport' })
export type ImportReport = z.infer<typeof importReportSchema>

/** The progress of a running import. */
export const importProgressSchema = z
  .object({
    chats: z.number().nullable().describe('Chats read so far; null when none is running.'),
  })
  .meta({ id: 'ImportProgress' })
export type ImportProgress = z.infer<typeof importProgressSchema>
