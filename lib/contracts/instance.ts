import { z } from 'zod'

/** A live process of Lumos, as `GET /api/instances` shows it. */
export const instanceSchema = z
  .object({
    id: z.string(),
    version: z.string(),
    startedAt: z.string(),
    lastSeenAt: z.string().describe('When it last renewed its lease.'),
    runs: z.number().describe('Answers that it is writing.'),
  })
  .meta({ id: 'Instance' })
export type Instance = z.infer<typeof instanceSchema>
