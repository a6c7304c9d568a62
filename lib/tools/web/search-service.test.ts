import { json as readJson } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { SearchKind } from '#lib/contracts/agents/web-search.ts'
import { canaryKey, startProvider } from '#lib/providers/testing.ts'
import { search } from './search-service.ts'

const options = {
  proxy: { http: undefined, https: undefined, except: '' },
  isPrivateAllowed: true,
  signal: new AbortController().signal,
}

interface Seen {
  url: string
  headers: Record<string, unknown>
  body: unknown
}

/** Searches at a server that answers with this. */
async function searchAt(kind: SearchKind, answer: unknown, { status = 200, path = '' } = {}) {
  const seen: Seen[] = []
  const server = await startProvider(async (request, response) => {
    const body = request.method === 'POST' ? await readJson(request) : null
    seen.push({ url: request.url ?? '', headers: request.headers, body })
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
    response.writeHead(status, { 'content-type': 'application/json' }).end(text)
  })
  try {
    const service = { kind, url: server.url + path, apiKey: canaryKey }
    return { found: await search(service, 'bees & hives', options), seen: seen[0] }
  } finally {
    await server.close()
  }
}

const page = { url: 'https://bees.example/', title: 'Bees' }
const found = [{ url: 'https://bees.example/', title: 'Bees', text: 'They make honey.' }]

test('SearXNG is asked for JSON', async () => {
  const answer = { results: [{ ...page, content: 'They make honey.' }] }
  const asked = await searchAt('searxng', answer, { path: '/searx/' })
  expect(asked.found).toEqual(found)
  expect(asked.seen?.url).toBe('/searx/search?q=bees+%26+hives&format=json')
})

test('Brave gets its token, and its marks are removed', async () => {
  const answer = {
    web: { results: [{ ...page, description: 'They make <strong>honey</strong>.' }] },
  }
  const asked = await searchAt('brave', answer)
  expect(asked.found).toEqual(found)
  expect(asked.seen?.url).toBe('/?q=bees+%26+hives&count=6')
  expect(asked.seen?.headers['x-subscription-token']).toBe(canaryKey)
})

test('Tavily gets the query as JSON with its key', async () => {
  const asked = await searchAt('tavily', { results: [{ ...page, content: 'They make honey.' }] })
  expect(asked.found).toEqual(found)
  expect(asked.seen?.body).toEqual({ query: 'bees & hives', max_results: 6 })
  expect(asked.seen?.headers.authorization).toBe(`Bearer ${canaryKey}`)
})

test('hostile results are cleaned or left out', async () => {
  const results = [
    { url: 'javascript:alert(1)', title: 'Run' },
    { title: 'No address' },
    'no object',
    null,
    {
      url: 'https://x.example/',
      title: `A\u202eB${'x'.repeat(1_000)}`,
      content: 'y'.repeat(9_999),
    },
    ...Array.from({ length: 20 }, (_, at) => ({ ...page, url: `https://x.example/${at}` })),
  ]
  const { found: kept } = await searchAt('searxng', { results })
  expect(kept).toHaveLength(6)
  expect(kept[0]?.title).toMatch(/^ABx/)
  expect(JSON.stringify(kept).length).toBeLessThan(3_000)
})

test.each([
  ['brave', 401, '{}', 'refused the key'],
  ['searxng', 403, '', 'must list json'],
  ['tavily', 429, '{}', 'no more searches'],
  ['brave', 500, `key ${canaryKey}`, 'failed (status 500)'],
  ['brave', 302, '', 'failed (status 302)'],
  ['searxng', 200, '<!doctype html>', 'something else'],
  ['searxng', 200, `"${'x'.repeat(2_000_001)}"`, 'longer than'],
] as const)('%s with status %i is explained without the key', async (kind, status, body, words) => {
  const failure = searchAt(kind, body, { status })
  await expect(failure).rejects.toThrow(words)
  await expect(failure).rejects.not.toThrow(canaryKey)
})
