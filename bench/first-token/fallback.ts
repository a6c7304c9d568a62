import { percentile } from '../report.ts'
import type { LumosClient } from './lumos-client.ts'

const turns = 30
const connectMs = 500

/**
 * A provider that accepts requests and never answers, with fallback and circuit breaker off and on.
 */
export async function measureFallback(lumos: LumosClient, slug: string): Promise<string> {
  const deadlines = { connectMs, firstTokenMs: connectMs }
  const row = async (name: string, dead: string, fallbackModel: string | null) => {
    const model = `${slug}/${dead}`
    const fields = { name: 'Fallback', model, fallbackModel, deadlines }
    const agent = await lumos.create('/api/agents', fields)
    const waits: number[] = []
    let answered = 0
    for (let turn = 0; turn < turns; turn += 1) {
      const { ttfbMs, totalMs } = await lumos.ask(agent.id, 'How tall is the tower?')
      if (ttfbMs !== null) answered += 1
      waits.push(ttfbMs ?? totalMs)
    }
    const show = (figures: number[]) => percentile(figures, 50).toFixed(0)
    return `| ${name} | ${answered} of ${turns} | ${show(waits.slice(0, 1))} | ${show(waits.slice(1))} |`
  }
  return [
    `| fallback, the first model never answers (deadline ${connectMs} ms), ${turns} turns | answered | wait in the first turn ms | in the others p50 ms |`,
    '|---|---:|---:|---:|',
    await row('breaker alone: refused at once', 'sim:connect=60000,ttfb=60000,tokens=1', null),
    await row(
      'fallback and breaker',
      'sim:connect=60000,ttfb=60000,tokens=2',
      `${slug}/sim:ttfb=100,gap=1,tokens=3`,
    ),
  ].join('\n')
}
