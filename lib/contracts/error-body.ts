import { z } from 'zod'

/** The body of every error answer. */
export const errorBodySchema = z
  .object({
    error: z.object({
      code: z.string().describe('For programs; it does not change.'),
      message: z.string().describe('For people.'),
      field: z.string().optional().describe('The field that is refused, such as `memory.limit`.'),
      retryAfterSeconds: z.number().optional(),
    }),
  })
  .meta({ id: 'Error' })
export type ErrorBody = z.infer<typeof errorBodySchema>
