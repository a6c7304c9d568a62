import { setTimeout } from 'node:timers/promises'
import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import { percentile } from '../report.ts'
import type { LumosClient } from './lumos-client.ts'
import { startReadingProvider } from './reading-provider.ts'

const turns = 36
/** Number of last messages that are measured, when the chat is long. */
const counted = 16
const wordsEach = 1_000
/** Typing time of a long message, in which the summary is generated. */
const pauseMs = 1_500

const diets = {
  off: { historyLimit: 1_000, prompt: { budgetTokens: 2_000_000, summarise: false } },
  on: {},
}

/** Compares a long chat with full prompts and with a prompt budget. */
export async function measureDiet(lumos: LumosClient): Promise<string> {
  const rows: string[] = []
  for (const hasCache of [false, true]) {
    const provider = await startReadingProvider({ hasCache })
    try {
      const name = hasCache ? 'Caching reader' : 'Reader'
      const { slug } = await lumos.create('/api/providers', { name, baseUrl: provider.url })
      for (const [diet, fields] of Object.entries(diets)) {
        const body = { name: 'Reader', model: `${slug}/reader`, memory: { enabled: false } }
        const agent = await lumos.create('/api/agents', { ...body, ...fields })
        const label = `${diet}, ${hasCache ? 'with' : 'without'} the provider's prompt cache`
        rows.push(row(label, await talk(lumos, agent.id, 0)))
        if (!hasCache || diet === 'off') continue
        const pause = `asked ${pauseMs / 1_000} s after each answer`
        rows.push(row(`${label}, ${pause}`, await talk(lumos, agent.id, pauseMs)))
      }
    } finally {
      provider.close()
    }
  }
  return [
    `| prompt diet, turns ${turns - counted + 1} to ${turns} of a chat with ${wordsEach.toLocaleString('en')} words each | prompt tokens p50 | of these cached | TTFB p50 / p95 ms |`,
    '|---|---:|---:|---:|',
    ...rows,
  ].join('\n')
}

async function talk(lumos: LumosClient, agentId: string, pauseMs: number): Promise<TurnTiming[]> {
  const chatId = crypto.randomUUID()
  const timings: TurnTiming[] = []
  for (let turn = 1; turn <= turns; turn += 1) {
    const words = Array.from({ length: wordsEach }, (_, at) => `w${(at * 31 + turn * 17) % 997}`)
    if (pauseMs > 0) await setTimeout(pauseMs)
    timings.push(await lumos.ask(agentId, `${turn}. ${words.join(' ')}`, chatId))
  }
  return timings.slice(-counted)
}

function row(name: string, timings: TurnTiming[]): string {
  const sum = (read: (timing: TurnTiming) => number | null | undefined) =>
    timings.reduce((total, timing) => total + (read(timing) ?? 0), 0)
  const ttfb = timings.map(({ ttfbMs }) => ttfbMs ?? Number.NaN)
  const tokens = timings.map(({ inputTokens }) => inputTokens ?? Number.NaN)
  const cached = sum((timing) => timing.cachedTokens) / sum((timing) => timing.inputTokens)
  const cells = [
    percentile(tokens, 50).toLocaleString('en'),
    `${Math.round(100 * cached)} %`,
    `${percentile(ttfb, 50).toFixed(0)} / ${percentile(ttfb, 95).toFixed(0)}`,
  ]
  return `| ${name} | ${cells.join(' | ')} |`
}
