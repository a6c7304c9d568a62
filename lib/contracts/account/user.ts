import { z } from 'zod'

export const roleSchema = z.enum(['admin', 'user'])
export type Role = z.infer<typeof roleSchema>

const name = z.string().trim().min(1).max(100)
const email = z.email().max(254).toLowerCase()
/** The lengths that better-auth requires. */
export const passwordSchema = z.string().min(8).max(128)

export const userCreateSchema = z.strictObject({
  name,
  email,
  password: passwordSchema,
  role: roleSchema.default('user'),
  banned: z.boolean().default(false),
})
export const userPatchSchema = z.strictObject({
  name: name.optional(),
  email: email.optional(),
  password: passwordSchema.optional(),
  role: roleSchema.optional(),
  banned: z.boolean().optional(),
})

/** Sets a new password by a reset link. */
export const passwordResetSchema = z.strictObject({
  token: z.string().min(1).max(200),
  password: passwordSchema,
})

/** A link with which a new password can be set once. */
export const resetLinkSchema = z
  .object({ url: z.string(), expiresAt: z.string() })
  .meta({ id: 'ResetLink' })
export type ResetLink = z.infer<typeof resetLinkSchema>

export const userSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    banned: z.boolean(),
    createdAt: z.string(),
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof userSchema>
