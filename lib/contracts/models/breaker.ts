import { z } from 'zod'

/**
 * A model's health as this process sees it. `open`: it failed and is not asked for now;
 * `half-open`: a trial request decides.
 */
export const breakerStateSchema = z
  .object({
    state: z.enum(['closed', 'open', 'half-open']),
    reason: z.string().nullable().describe('Code of the last error, if there was one.'),
    nextTrialAt: z
      .string()
      .nullable()
      .describe('When the next trial is allowed, ISO 8601; null while the breaker is not open.'),
  })
  .meta({ id: 'BreakerState' })
export type BreakerState = z.infer<typeof breakerStateSchema>
