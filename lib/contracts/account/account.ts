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
export interface OwnAccount {
  name: string
  email: string
  role: 'admin' | 'user'
  language: 'en' | 'zh' | null
  theme: 'system' | 'light' | 'dark' | null
  textSize: (typeof textSizes)[number]
  /** What Lumos should know about the user, and how it should answer. */
  instructions: { aboutMe: string; howToAnswer: string }
  /** The password was handed on by an admin. */
  mustChangePassword: boolean
}

export const accountDeleteSchema = z.strictObject({ password: z.string().max(1_000) })

/** One sign-in of the user. */
export interface OwnSession {
  id: string
  createdAt: string
  lastSeenAt: string
  /** As the browser describes itself. */
  userAgent: string | null
  ipAddress: string | null
  /** The one that asks. */
  isCurrent: boolean
}
