import { monitorEventLoopDelay } from 'node:perf_hooks'
import { call, post } from '#lib/server/testing.ts'
import { percentile } from '../report.ts'

const sizes = [1_000, 10_000, 100_000]
const perImport = 10_000
const searches = 500
const wordsPerMemory = 14
const wordsPerQuery = 7

/** Search and import through the API's routes, for one user with more and more memories. */
export async function measureSpeed(cookie: string): Promise<string> {
  const word = createVocabulary()
  const sentence = (length: number) => Array.from({ length }, word).join(' ')
  const lines = [
    '| memories | import | first search | p50 | p99 | repeated p50 | longest pause |',
    '|---:|---:|---:|---:|---:|---:|---:|',
  ]
  for (const size of sizes) {
    await call('DELETE', '/api/memories', { cookie })
    const pauses = monitorEventLoopDelay({ resolution: 5 })
    const importStart = performance.now()
    for (let from = 0; from < size; from += perImport) {
      const items = Array.from({ length: Math.min(perImport, size - from) }, (_, index) => ({
        text: `${sentence(wordsPerMemory)} ${from + index}`,
        sourceId: `chat ${Math.floor((from + index) / 20)}`,
      }))
      const response = await post('/api/memories/import', { cookie, body: { items } })
      if (!response.ok) throw new Error(await response.text())
    }
    const importMs = performance.now() - importStart
    const search = async (query: string): Promise<number> => {
      const response = await post('/api/memories/search', { cookie, body: { query } })
      const { tookMs } = (await response.json()) as { tookMs: number }
      return tookMs
    }
    pauses.enable()
    const firstMs = await search(sentence(wordsPerQuery))
    pauses.disable()
    for (let run = 0; run < 100; run += 1) await search(sentence(wordsPerQuery))
    const misses: number[] = []
    const hits: number[] = []
    for (let run = 0; run < searches; run += 1) {
      const query = sentence(wordsPerQuery)
      misses.push(await search(query))
      hits.push(await search(query))
    }
    const figures = [
      importMs,
      firstMs,
      percentile(misses, 50),
      percentile(misses, 99),
      percentile(hits, 50),
      pauses.max / 1e6,
    ]
    lines.push(`| ${size} | ${figures.map((ms) => `${ms.toFixed(2)} ms`).join(' | ')} |`)
  }
  return lines.join('\n')
}

/** Words as frequent as Zipf's law says, the same in every run. */
function createVocabulary(): () => string {
  let state = 42
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ka', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti']
  const words = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 4 }, () => syllables[Math.floor(random() * syllables.length)]).join(''),
  )
  return () => words[Math.floor(words.length ** random()) - 1] ?? 'word'
}
