import { z } from 'zod'
import { passwordSchema, userCreateSchema } from '#lib/contracts/account/user.ts'

const { name, email, password } = userCreateSchema.shape
const rememberMe = z.boolean().optional()
/** Sent by the start screen. */
const setupCode = z.string().max(100).optional()

export interface AuthEndpoint {
  summary: string
  body?: z.ZodType<object>
  /** Answer 401 without a session. */
  needsSession?: boolean
  /** The endpoint ends sessions: streams read with them are cut, while their runs continue. */
  endsSessions?: boolean
}

/** The allowed better-auth endpoints with the fields that each accepts. */
export const authEndpoints: Record<string, AuthEndpoint> = {
  'POST /sign-up/email': {
    summary: 'Creates an account and signs in',
    body: z.strictObject({ name, email, password, rememberMe, setupCode }),
  },
  'POST /sign-in/email': {
    summary: 'Signs in',
    // The password is not validated here, so that any invalid one is reported as a wrong password.
    body: z.strictObject({ email, password: z.string().max(1_000), rememberMe }),
  },
  'POST /sign-out': { summary: 'Signs out', endsSessions: true },
  'GET /get-session': { summary: 'The session with its user, or null' },
  'POST /update-user': {
    summary: 'Changes your name',
    needsSession: true,
    body: z.strictObject({ name }),
  },
  'POST /change-password': {
    summary: 'Changes your password and ends all other sessions',
    needsSession: true,
    endsSessions: true,
    body: z
      .strictObject({
        currentPassword: z.string().max(1_000),
        newPassword: passwordSchema,
        revokeOtherSessions: z.literal(true).optional(),
      })
      // A new password ends all other sessions, which may belong to somebody who has the old one.
      .transform((fields) => ({ ...fields, revokeOtherSessions: true })),
  },
}
