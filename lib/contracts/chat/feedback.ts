import { z } from 'zod'

/** What a user says of an answer; a null value takes it back. */
export const feedbackSchema = z.strictObject({
  /** Message ids are made by clients, so they are unique only within a chat. */
  chatId: z.uuid().optional(),
  value: z.enum(['up', 'down']).nullable(),
  comment: z.string().trim().max(2_000).optional(),
})
export type Feedback = z.infer<typeof feedbackSchema>
/** As the chat's messages carry it. */
export const messageFeedbackSchema = z
  .object({ value: z.enum(['up', 'down']), comment: z.string() })
  .meta({ id: 'MessageFeedback' })
export type MessageFeedback = z.infer<typeof messageFeedbackSchema>

export const feedbackAnswerSchema = messageFeedbackSchema.extend({
  value: messageFeedbackSchema.shape.value.nullable(),
})
