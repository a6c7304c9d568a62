import { z } from 'zod'
import { hasNoCredentials } from '../models/provider.ts'

export const searchKinds = ['searxng', 'brave', 'tavily'] as const
export type SearchKind = (typeof searchKinds)[number]

/** Where the services that are no program of one's own answer. */
export const searchUrls: Record<SearchKind, string | null> = {
  searxng: null,
  brave: 'https://api.search.brave.com/res/v1/web/search',
  tavily: 'https://api.tavily.com/search',
}

export const webSearchSchema = z
  .strictObject({
    /** Null switches the search off. */
    kind: z.enum(searchKinds).nullable(),
    /** Needed for SearXNG; for the others, null uses their own address. */
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
      .max(500)
      .refine(hasNoCredentials, 'must not hold a user name or password')
      .nullable()
      .default(null),
    /** Keeps the stored key when left out; null removes it. */
    apiKey: z
      .string()
      .trim()
      .max(1_000)
      .regex(/^[\x21-\x7e]*$/, 'must be one line without blanks')
      .nullable()
      .optional(),
  })
  .refine(({ kind, url }) => kind !== 'searxng' || url !== null, {
    path: ['url'],
    error: 'is needed for SearXNG',
  })
export type WebSearchChange = z.infer<typeof webSearchSchema>

/** The search service as the API shows it. */
export const shownWebSearchSchema = z
  .object({ kind: z.enum(searchKinds).nullable(), url: z.string().nullable(), hasKey: z.boolean() })
  .meta({ id: 'WebSearch' })
export type WebSearch = z.infer<typeof shownWebSearchSchema>

export const webSearchCheckSchema = z
  .object({
    ok: z.boolean(),
    count: z.number().describe('Results of a try.'),
    ms: z.number().nullable(),
    error: z.string().optional(),
  })
  .meta({ id: 'WebSearchCheck' })
export type WebSearchCheck = z.infer<typeof webSearchCheckSchema>
