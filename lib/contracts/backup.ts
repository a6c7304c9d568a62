import { z } from 'zod'

/** A backup as the API shows it. */
export const backupSchema = z
  .object({
    id: z.string(),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    status: z.enum(['running', 'complete', 'failed']),
    trigger: z.enum(['manual', 'schedule']),
    host: z.string().describe('Name of the machine that made the backup and stores its file.'),
    bytes: z.number().nullable().describe('Size of the archive; null until it exists.'),
    rows: z.number().describe('Rows written so far.'),
    hasSecret: z.boolean().describe('Whether it contains the secret that decrypts provider keys.'),
    error: z.string().nullable(),
    isHere: z
      .boolean()
      .describe(
        'The archive is on the machine that answers this request, so it can be downloaded.',
      ),
  })
  .meta({ id: 'Backup' })
export type Backup = z.infer<typeof backupSchema>
