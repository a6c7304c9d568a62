import { z } from 'zod'
import { passwordSchema, userCreateSchema } from '#lib/contracts/user.ts'

const { name, email, password } = userCreateSchema.shape
const rememberMe = z.boolean().optional()
/** Of the start screen. */
const setupCode = z.string().max(100).optional()

export interface AuthEndpoint {
  body?: z.ZodType<object>
  /** Answers 401 without a session. */
  needsSession?: boolean
  /** Who reads streams with a session that it ended is cut off; the runs go on. */
  endsSessions?: boolean
}

/** What is open of better-auth's many endpoints, with the fields that each takes. */
export const authEndpoints: Record<string, AuthEndpoint> = {
  'POST /sign-up/email': {
    body: z.strictObject({ name, email, password, rememberMe, setupCode }),
  },
  'POST /sign-in/email': {
    // Whatever is wrong with a password here is told as a wrong password.
    body: z.strictObject({ email, password: z.string().max(1_000), rememberMe }),
  },
  'POST /sign-out': { endsSessions: true },
  'GET /get-session': {},
  'POST /update-user': { needsSession: true, body: z.strictObject({ name }) },
  'POST /change-password': {
    needsSession: true,
    endsSessions: true,
    body: z
      .strictObject({
        currentPassword: z.string().max(1_000),
        newPassword: passwordSchema,
        revokeOtherSessions: z.literal(true).optional(),
      })
      // A new password ends the sessions of whoever had the old one.
      .transform((fields) => ({ ...fields, revokeOtherSessions: true })),
  },
}
