import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import { percentile } from '../report.ts'
import type { LumosClient } from './lumos-client.ts'
import { startReadingProvider } from './reading-provider.ts'

const turns = 36
/** Number of last turns that a row counts beside all. */
const counted = 16
const questionWords = 120
/** Every third question makes the model call a tool. */
const toolEvery = 3

const topics = ['bees', 'sailing', 'chess', 'bread', 'Kassel', 'violins', 'orchids', 'trains']
const facts = topics.flatMap((topic) => [
  `The user has a brother who knows everything about ${topic}.`,
  `The user read a book about ${topic} last winter.`,
])

const kinds = {
  'no memory, no tools, no limits': {
    memory: { enabled: false },
    historyLimit: 1_000,
    prompt: { budgetTokens: 2_000_000, summarise: false },
  },
  'tools and limits, no memory': { memory: { enabled: false }, tools: ['current-time'] },
  'memory, tools and limits': { memory: { deadlineMs: 2_000 }, tools: ['current-time'] },
}

/** Compares long chats with and without what could change the beginning of their prompts. */
export async function measureKeptPrompts(lumos: LumosClient): Promise<string> {
  const rows: string[] = []
  for (const text of facts) await lumos.create('/api/memories', { text })
  for (const [name, fields] of Object.entries(kinds)) {
    const provider = await startReadingProvider({ hasCache: true, answerWords: 200 })
    try {
      const named = { name: 'Remembering reader', baseUrl: provider.url }
      const { slug } = await lumos.create('/api/providers', named)
      const body = { name: 'Reader', model: `${slug}/reader`, instructions, ...fields }
      const { id } = await lumos.create('/api/agents', body)
      rows.push(row(name, await talk(lumos, id, name), provider.largestTokens()))
    } finally {
      provider.close()
    }
  }
  return [
    `| prompts that only grow: ${turns} turns of ${questionWords} words, answers of 200 | cached, all turns | cached, turns ${turns - counted + 1} to ${turns} | prompt tokens, largest | memories used | TTFB p50 / p95 ms |`,
    '|---|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n')
}

const instructions = 'You are a patient teacher. You answer in whole sentences. '.repeat(40)

async function talk(lumos: LumosClient, agentId: string, seed: string): Promise<TurnTiming[]> {
  const chatId = crypto.randomUUID()
  const timings: TurnTiming[] = []
  for (let turn = 1; turn <= turns; turn += 1) {
    const words = Array.from(
      { length: questionWords },
      (_, at) => `w${(at * 31 + turn * 17) % 997}`,
    )
    const tool = turn % toolEvery === 0 ? ' What time is it?' : ''
    const topic = topics[turn % topics.length]
    const text = `${seed} ${turn}. What did my brother read about ${topic}?${tool} ${words.join(' ')}`
    timings.push(await lumos.ask(agentId, text, chatId))
  }
  return timings
}

function row(name: string, timings: TurnTiming[], largestTokens: number): string {
  const share = (some: TurnTiming[]) => {
    const sum = (key: 'inputTokens' | 'cachedTokens') =>
      some.reduce((total, timing) => total + (timing[key] ?? 0), 0)
    return `${((100 * sum('cachedTokens')) / sum('inputTokens')).toFixed(1)} %`
  }
  const ttfb = timings.map(({ ttfbMs }) => ttfbMs ?? Number.NaN)
  const cells = [
    share(timings),
    share(timings.slice(-counted)),
    largestTokens.toLocaleString('en'),
    String(timings.filter(({ memory }) => memory && memory.cache !== 'late').length),
    `${percentile(ttfb, 50).toFixed(0)} / ${percentile(ttfb, 95).toFixed(0)}`,
  ]
  return `| ${name} | ${cells.join(' | ')} |`
}
