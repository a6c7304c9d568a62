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
export interface ApiKey {
  id: string
  name: string
  /** Its first characters. */
  hint: string
  scopes: KeyScope[]
  createdAt: string
  lastUsedAt: string | null
  expiresAt: string | null
}

/** The answer to its making: the only place where the key itself is shown. */
export type NewApiKey = ApiKey & { key: string }
