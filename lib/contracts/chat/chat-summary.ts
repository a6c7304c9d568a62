import { z } from 'zod'

export const chatMatchSchema = z
  .object({
    messageId: z.string(),
    snippet: z.string().describe('Plain text around the words that match.'),
    ranges: z
      .array(z.tuple([z.number(), z.number()]))
      .describe('Where these words stand in the snippet: start and end, UTF-16 units.'),
  })
  .meta({ id: 'ChatMatch' })
export type ChatMatch = z.infer<typeof chatMatchSchema>

export const chatSummarySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    agentId: z.string().nullable(),
    memory: z.boolean(),
    pinned: z.boolean(),
    archived: z.boolean(),
    folderId: z.string().nullable(),
    deletedAt: z
      .string()
      .optional()
      .describe('ISO 8601; of chats in the bin: when they were deleted.'),
    createdAt: z.string(),
    updatedAt: z.string(),
    match: chatMatchSchema
      .optional()
      .describe('For a search: the newest message that matches; missing if only the title does.'),
  })
  .meta({ id: 'ChatSummary' })
export type ChatSummary = z.infer<typeof chatSummarySchema>
