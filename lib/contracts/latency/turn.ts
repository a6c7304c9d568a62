import { z } from 'zod'
import { turnTimingSchema } from './timing.ts'

const turnOutcomeSchema = z.enum([
  'running',
  'complete',
  'partial',
  'stopped',
  'interrupted',
  'error',
])
export type TurnOutcome = z.infer<typeof turnOutcomeSchema>

/** The trace of a turn, without content. */
export const turnSchema = turnTimingSchema
  .omit({ totalMs: true, turnId: true })
  .extend({
    id: z.string(),
    chatId: z.string().nullable(),
    agentId: z.string().nullable(),
    outcome: turnOutcomeSchema,
    outcomeReason: z.string().nullable(),
    startedAt: z.string(),
    totalMs: z.number().nullable(),
    metadata: z
      .record(z.string(), z.unknown())
      .describe(
        'Why the model was chosen, ids of recalled memories, cache use: the metadata of the turn.',
      ),
  })
  .meta({ id: 'Turn' })
export type Turn = z.infer<typeof turnSchema>
