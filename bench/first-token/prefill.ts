import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../report.ts'
import type { LumosClient } from './lumos-client.ts'
import { startReadingProvider } from './reading-provider.ts'

const rounds = 12
/** A message long enough for a chat of 12,000 tokens, in words of five characters. */
const longWords = 9_600
/** The provider's cache forgets a prompt after this time, which is shorter than the pause. */
const rememberedMs = 2_000
const pauseMs = 2_500
/** Time from the focus to Enter. */
const typingMs = 1_500

const prompt = { budgetTokens: 100_000, summarise: false }

/** The next message of a long chat whose prompt the provider has forgotten. */
export async function measurePrefill(lumos: LumosClient): Promise<string> {
  const provider = await startReadingProvider({ hasCache: true, rememberedMs, isLocal: true })
  try {
    const named = { name: 'Forgetful reader', baseUrl: provider.url }
    const { slug } = await lumos.create('/api/providers', named)
    const row = async (name: string, isLong: boolean, prefill: boolean) => {
      const settings = { prompt, memory: { enabled: false }, draft: { prefill } }
      const body = { name: 'At home', model: `${slug}/reader`, ...settings }
      const { id } = await lumos.create('/api/agents', body)
      return rowOf(name, await talk(lumos, id, isLong))
    }
    return [
      `| prefill, a server that reads 20 tokens a millisecond and had forgotten the chat, ${typingMs / 1_000} s of typing, ${rounds} turns | prompt tokens p50 | TTFB p50 / p95 ms | read ahead p50 |`,
      '|---|---:|---:|---:|',
      await row('off, a short chat', false, false),
      await row('off, a chat of 12,000 tokens', true, false),
      await row('on, a chat of 12,000 tokens', true, true),
    ].join('\n')
  } finally {
    provider.close()
  }
}

type Timings = Awaited<ReturnType<LumosClient['ask']>>[]

async function talk(lumos: LumosClient, agentId: string, isLong: boolean): Promise<Timings> {
  const chatId = crypto.randomUUID()
  const words = Array.from({ length: isLong ? longWords : 20 }, (_, at) => `w${1_000 + (at % 997)}`)
  await lumos.ask(agentId, `${chatId} ${words.join(' ')}`, chatId)
  const timings: Timings = []
  for (let round = 0; round < rounds; round += 1) {
    await sleep(pauseMs)
    await lumos.send('POST', '/api/prewarm', { agentId, chatId })
    await sleep(typingMs)
    timings.push(await lumos.ask(agentId, `What about ${round}?`, chatId))
  }
  return timings
}

function rowOf(name: string, timings: Timings): string {
  const ttfb = timings.map(({ ttfbMs }) => ttfbMs ?? Number.NaN)
  const tokens = timings.map(({ inputTokens }) => inputTokens ?? 0)
  const ahead = timings.map(({ prefill }) => prefill?.tokens ?? 0)
  const cells = [
    percentile(tokens, 50).toLocaleString('en'),
    `${percentile(ttfb, 50).toFixed(0)} / ${percentile(ttfb, 95).toFixed(0)}`,
    percentile(ahead, 50).toLocaleString('en'),
  ]
  return `| ${name} | ${cells.join(' | ')} |`
}
