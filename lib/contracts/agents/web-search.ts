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
export interface WebSearch {
  kind: SearchKind | null
  url: string | null
  hasKey: boolean
}

export interface WebSearchCheck {
  ok: boolean
  /** Results of a try. */
  count: number
  ms: number | null
  error?: string
}
