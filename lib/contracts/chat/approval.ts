import { z } from 'zod'
import { cleanText } from '../clean-text.ts'

/** A person's answer to the question whether a tool may be called. */
export interface ApprovalAnswer {
  approvalId: string
  approved: boolean
  /** The person's words to the model. */
  reason?: string | undefined
}

const mostParts = 5_000

/**
 * An assistant's message as AI SDK's clients send it back with answers to approvals. Only these
 * answers are read of it: the calls themselves are known from the database.
 */
export const answeredMessageSchema = z.looseObject({
  id: z.string().min(1).max(100),
  role: z.literal('assistant'),
  parts: z
    .array(
      z.looseObject({
        state: z.string().optional(),
        approval: z
          .looseObject({
            id: z.string().max(100),
            approved: z.boolean().optional(),
            reason: cleanText.pipe(z.string().max(2_000)).optional(),
          })
          .optional(),
      }),
    )
    .max(mostParts),
})
