import { percentile } from '../report.ts'
import type { LumosClient } from './lumos-client.ts'

const rounds = 30
const providerMs = 800

/** Repeats the same first question with the answer cache off and on. */
export async function measureAnswerCache(lumos: LumosClient, slug: string): Promise<string> {
  const model = `${slug}/sim:ttfb=${providerMs},gap=1,tokens=200`
  const row = async (name: string, enabled: boolean) => {
    const answerCache = { enabled }
    const agent = await lumos.create('/api/agents', { name: 'Desk', model, answerCache })
    await lumos.ask(agent.id, 'When is the office open?')
    const ttfb: number[] = []
    const total: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const timing = await lumos.ask(agent.id, 'When is the office open?')
      ttfb.push(timing.ttfbMs ?? Number.NaN)
      total.push(timing.totalMs)
    }
    const figures = [ttfb, total].map((ms) => `${show(ms, 50)} / ${show(ms, 95)}`)
    return `| ${name} | ${figures.join(' | ')} |`
  }
  return [
    `| answer cache, provider's first token at ${providerMs} ms, ${rounds} times the same question | TTFB p50 / p95 ms | whole answer p50 / p95 ms |`,
    '|---|---:|---:|',
    await row('off', false),
    await row('on', true),
  ].join('\n')
}

function show(figures: number[], share: number): string {
  const ms = percentile(figures, share)
  return ms.toFixed(ms < 100 ? 1 : 0)
}
