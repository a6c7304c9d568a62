import { z } from 'zod'

export const providerKindSchema = z.enum(['openai-compatible', 'openai', 'anthropic', 'google'])
export type ProviderKind = z.infer<typeof providerKindSchema>

/** How often the models that agents use are probed automatically. */
export const probeEverySchema = z.enum(['off', 'hourly', 'daily'])

export function hasNoCredentials(text: string): boolean {
  const url = URL.parse(text)
  return url === null || (url.username === '' && url.password === '')
}

const name = z.string().trim().min(1).max(60)
/** Zero-width characters and marks of direction, which come along when text is copied. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
/** Endpoints that are pasted instead of the address above them. */
const endpoints =
  /\/+(chat\/completions|completions|responses|messages|embeddings|models(\/[^/]+:\w*generateContent)?)$/i

/** A pasted address as a base URL: without an endpoint, a fragment or invisible characters. */
function cleanBaseUrl(text: string): string {
  const url = URL.parse(text)
  if (!url) return text
  const [address = '', query] = text.replace(/#.*$/s, '').split('?', 2)
  const base = address.replace(/\/+$/, '').replace(endpoints, '').replace(/\/+$/, '')
  return query ? `${base}?${query}` : base
}

const baseUrl = z
  .string()
  .transform((text) => text.replaceAll(invisible, '').trim())
  .pipe(z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).max(500))
  // The address is shown to admins and stored in plain text.
  .refine(hasNoCredentials, 'must not hold a user name or password: send them as a header')
  .transform(cleanBaseUrl)

/** A pasted key without what stands around it in examples: a scheme, quotes, a variable's name. */
function cleanKey(text: string): string {
  const bare = text.replaceAll(invisible, '').trim()
  const value = bare.replace(/^(export\s+)?[A-Z][A-Z0-9_]*_(API_)?(KEY|TOKEN)\s*=\s*/, '')
  const header = unquoted(value).replace(/^(authorization|x-api-key|api-key)\s*:\s*/i, '')
  return unquoted(header.replace(/^bearer\s+/i, ''))
}

function unquoted(text: string): string {
  const trimmed = text.trim().replace(/[;,]$/, '')
  const [, inner] = /^["'`“”‘’](.*)["'`“”‘’]$/s.exec(trimmed) ?? []
  return inner === undefined ? text.trim() : inner.trim()
}

const apiKey = z
  .string()
  .max(2_000)
  .transform(cleanKey)
  // A header is one line of bytes.
  .refine((key) => /^[\x21-\x7e\x80-\xff]*$/.test(key), 'must be one line without blanks')
  .pipe(z.string().max(1_000))
/** Extra request headers. */
export const headersSchema = z.record(
  z
    .string()
    .regex(/^[A-Za-z0-9-]+$/)
    .max(100),
  // HTTP header values are single lines of bytes.
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
  headers: headersSchema.optional(),
  probeEvery: probeEverySchema.default('off'),
})
export const providerPatchSchema = z.strictObject({
  name: name.optional(),
  kind: providerKindSchema.optional(),
  baseUrl: baseUrl.optional(),
  /** An empty string removes the key. */
  apiKey: apiKey.optional(),
  headers: headersSchema.optional(),
  probeEvery: probeEverySchema.optional(),
})

/** A provider as the API shows it: without its key and the values of its headers. */
export const providerSchema = z
  .object({
    id: z.string(),
    slug: z.string().describe('The part before "/" in the ids of its models.'),
    name: z.string(),
    kind: providerKindSchema,
    baseUrl: z.string(),
    keyHint: z.string().nullable(),
    isKeyUnreadable: z.boolean().describe('The key was sealed with another `LUMOS_SECRET`.'),
    headerNames: z.array(z.string()),
    probeEvery: probeEverySchema,
    source: z.enum(['settings', 'environment', 'local', 'simulator']),
    simulated: z.boolean().describe('Its models simulate answers.'),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Provider' })
export type Provider = z.infer<typeof providerSchema>

export const providerCheckSchema = z
  .object({
    ok: z.boolean(),
    models: z.array(z.string()),
    connectMs: z.number().nullable().describe('Time until the response headers, milliseconds.'),
    error: z.string().optional(),
  })
  .meta({ id: 'ProviderCheck' })
export type ProviderCheck = z.infer<typeof providerCheckSchema>
