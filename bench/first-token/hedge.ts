import { percentile } from '../report.ts'
import type { LumosClient } from './lumos-client.ts'

const turns = 2_000
const atOnce = 10
/** All times are a tenth of the real ones: 50 ms stands for 0.5 s, 2 s for 20 s. */
const scale = 10
const usualMs = 500
const slowMs = 20_000
const afterMs = 1_000

/** A provider whose first token takes 20 s in 5 % of the requests, with hedging off and on. */
export async function measureHedge(lumos: LumosClient, slug: string): Promise<string> {
  const model = `${slug}/sim:ttfb=${usualMs},slow=${slowMs},slowrate=0.05,gap=1,tokens=3@x${scale}`
  const row = async (name: string, hedge: object | null) => {
    const agent = await lumos.create('/api/agents', { name: 'Hedge', model, hedge })
    const figures: number[] = []
    let extra = 0
    const left = Array.from({ length: turns }).values()
    const worker = async () => {
      for (const _ of left) {
        const { ttfbMs, hedged } = await lumos.ask(agent.id, 'How tall is the tower?')
        figures.push((ttfbMs ?? Number.NaN) * scale)
        if (hedged) extra += 1
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    const [p50, p95, p99] = [50, 95, 99].map((share) => percentile(figures, share).toFixed(0))
    const share = ((100 * extra) / turns).toFixed(1)
    return `| ${name} | ${p50} | ${p95} | ${p99} | ${share} % |`
  }
  return [
    `| hedge, first token at 0.5 s, in 5 % at 20 s (${scale} times faster than life), ${turns.toLocaleString('en')} turns | TTFB p50 ms | p95 | p99 | extra requests |`,
    '|---|---:|---:|---:|---:|',
    await row('off', null),
    await row('after 1 s, the same model', { afterMs: afterMs / scale, model }),
  ].join('\n')
}
