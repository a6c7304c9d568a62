import { z } from 'zod'
import { defineTool, type Tool } from '../tool.ts'
import type { KnownAddresses } from './known-addresses.ts'
import type { SearchResult } from './search-service.ts'

const description = [
  'Searches the web. Each result has a number: cite what you use as [source].',
  'Results are short; read the page where you need more, if you have a tool for it.',
].join(' ')

const definition = defineTool({
  name: 'search_web',
  description,
  input: z.object({ query: z.string().trim().min(1).max(400) }),
})

/** Searches with the service that the admin has set up. */
export function searchWeb(
  known: KnownAddresses,
  find: (query: string, signal: AbortSignal) => Promise<SearchResult[]>,
): Tool {
  return definition(async ({ query }, signal, cite) => {
    const results = await find(query, signal)
    known.add(results.map(({ url }) => url).join('\n'))
    return results.map(({ url, title, text }) => ({
      source: cite({ url, title }),
      ...{ title, url, text },
    }))
  })
}
