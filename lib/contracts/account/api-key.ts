import { z } from 'zod'
import { timeSchema } from '../time.ts'

/**
 * What a key may do: ask agents, ask `provider/model` directly, read and write its user's memories,
 * and all that its user may do as an admin.
 */
export const keyScopes = ['agents', 'models', 'memory', 'admin'] as const
export type KeyScope = (typeof keyScopes)[number]

export const keyCreateSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  scopes: z.array(z.enum(keyScopes)).min(1).max(keyScopes.length),
  /** Without it the key lasts until it is revoked. */
  expiresAt: timeSchema.nullish(),
})
export type KeyCreate = z.infer<typeof keyCreateSchema>

/** A key as its owner sees it. */
export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    hint: z.string().describe('Its first characters.'),
    scopes: z.array(z.enum(keyScopes)),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
    expiresAt: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof apiKeySchema>

/** The answer to its making: the only place where the key itself is shown. */
export const newApiKeySchema = apiKeySchema.extend({ key: z.string() }).meta({ id: 'NewApiKey' })
export type NewApiKey = z.infer<typeof newApiKeySchema>
