import { z } from 'zod'

/** `GET /api/ready` */
export const readinessSchema = z.object({
  status: z.literal('ready'),
  database: z.enum(['embedded', 'postgres']),
  redis: z.boolean(),
})
export type Readiness = z.infer<typeof readinessSchema>
