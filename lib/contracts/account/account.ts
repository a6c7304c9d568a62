import { z } from 'zod'
import { userCreateSchema } from './user.ts'

export const textSizes = ['small', 'medium', 'large'] as const
const longestInstruction = 3_000

export const accountPatchSchema = z
  .strictObject({
    name: userCreateSchema.shape.name,
    /** Null follows the browser. */
    language: z.enum(['en', 'zh']).nullable(),
    theme: z.enum(['system', 'light', 'dark']).nullable(),
    textSize: z.enum(textSizes),
    instructions: z
      .strictObject({
        aboutMe: z.string().trim().max(longestInstruction),
        howToAnswer: z.string().trim().max(longestInstruction),
      })
      .partial(),
  })
  .partial()
export type AccountPatch = z.infer<typeof accountPatchSchema>

/** The user's own settings. */
export const ownAccountSchema = z
  .object({
    name: z.string(),
    email: z.string(),
    role: z.enum(['admin', 'user']),
    language: z.enum(['en', 'zh']).nullable(),
    theme: z.enum(['system', 'light', 'dark']).nullable(),
    textSize: z.enum(textSizes),
    instructions: z
      .object({ aboutMe: z.string(), howToAnswer: z.string() })
      .describe('What Lumos should know about the user, and how it should answer.'),
    mustChangePassword: z.boolean().describe('The password was handed on by an admin.'),
  })
  .meta({ id: 'OwnAccount' })
export type OwnAccount = z.infer<typeof ownAccountSchema>

export const accountDeleteSchema = z.strictObject({ password: z.string().max(1_000) })

/** One sign-in of the user. */
export const ownSessionSchema = z
  .object({
    id: z.string(),
    createdAt: z.string(),
    lastSeenAt: z.string(),
    userAgent: z.string().nullable().describe('As the browser describes itself.'),
    ipAddress: z.string().nullable(),
    isCurrent: z.boolean().describe('The one that asks.'),
  })
  .meta({ id: 'OwnSession' })
export type OwnSession = z.infer<typeof ownSessionSchema>
