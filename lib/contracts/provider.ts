import { z } from 'zod'

export const providerKindSchema = z.enum(['openai-compatible', 'openai', 'anthropic', 'google'])
export type ProviderKind = z.infer<typeof providerKindSchema>

/** How often the models that agents use are measured without being asked. */
export const probeEverySchema = z.enum(['off', 'hourly', 'daily'])
export type ProbeEvery = z.infer<typeof probeEverySchema>

function hasNoCredentials(text: string): boolean {
  const url = URL.parse(text)
  return url === null || (url.username === '' && url.password === '')
}

const name = z.string().trim().min(1).max(60)
const baseUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .max(500)
  // It is shown to admins, and stored as it is.
  .refine(hasNoCredentials, 'must not hold a user name or password: send them as a header')
  .transform((url) => url.replace(/\/+$/, ''))
const apiKey = z.string().trim().max(1_000)
const headers = z.record(
  z
    .string()
    .regex(/^[A-Za-z0-9-]+$/)
    .max(100),
  // A header is one line of bytes.
  z
    .string()
    .max(2_000)
    .regex(/^[\t\x20-\x7e\x80-\xff]*$/),
)

export const providerCreateSchema = z.strictObject({
  name,
  kind: providerKindSchema.default('openai-compatible'),
  baseUrl,
  apiKey: apiKey.optional(),
  headers: headers.optional(),
  probeEvery: probeEverySchema.default('off'),
})
export const providerPatchSchema = z.strictObject({
  name: name.optional(),
  kind: providerKindSchema.optional(),
  baseUrl: baseUrl.optional(),
  /** An empty string removes the key. */
  apiKey: apiKey.optional(),
  headers: headers.optional(),
  probeEvery: probeEverySchema.optional(),
})

/** A provider as the API shows it: never with its key or the values of its headers. */
export interface Provider {
  id: string
  /** The part before "/" in the ids of its models. */
  slug: string
  name: string
  kind: ProviderKind
  baseUrl: string
  keyHint: string | null
  headerNames: string[]
  probeEvery: ProbeEvery
  source: 'settings' | 'environment' | 'local' | 'simulator'
  /** Its models only simulate answers. */
  simulated: boolean
  createdAt: string
  updatedAt: string
}

export interface ProviderCheck {
  ok: boolean
  models: string[]
  /** Until the response's headers, milliseconds. */
  connectMs: number | null
  error?: string
}
