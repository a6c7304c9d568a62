import type { SecureVersion } from 'node:tls'
import { percentile } from '../report.ts'
import { roundTripMs, startFarProvider } from './far-provider.ts'
import type { LumosClient } from './lumos-client.ts'

const rounds = 15

/** The first message of a session with a provider that is far away, by what was done before it. */
export async function measurePrewarm(
  lumos: LumosClient,
  certificate: { key: string; cert: string },
): Promise<string> {
  const rows: string[] = []
  for (const version of ['TLSv1.3', 'TLSv1.2'] as const) {
    const { cold, prewarmed, warm } = await measureWith(lumos, certificate, version)
    const saved = percentile(cold, 50) - percentile(prewarmed, 50)
    const behind = percentile(prewarmed, 50) - percentile(warm, 50)
    const cells = [cold, prewarmed, warm].map(
      (ms) => `${percentile(ms, 50).toFixed(0)} / ${percentile(ms, 95).toFixed(0)}`,
    )
    rows.push(
      `| ${version.replace('v', ' ')} | ${cells.join(' | ')} | **−${saved.toFixed(0)}** | ${signed(behind)} |`,
    )
  }
  return [
    `| prewarm, provider ${roundTripMs} ms away | off: p50 / p95 ms | on | a later message | saved p50 | behind a later message p50 |`,
    '|---|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n')
}

async function measureWith(
  lumos: LumosClient,
  certificate: { key: string; cert: string },
  version: SecureVersion,
) {
  const far = await startFarProvider(certificate, version)
  const figures = { cold: [] as number[], prewarmed: [] as number[], warm: [] as number[] }
  try {
    const provider = await lumos.create('/api/providers', {
      ...{ name: `Far ${version.replace('.', ' ')}`, baseUrl: far.url, apiKey: 'sk-bench-0000' },
    })
    const model = `${provider.slug}/model`
    const agent = await lumos.create('/api/agents', { name: 'Far', model })
    const ask = async () => (await lumos.ask(agent.id, 'Where are you?')).ttfbMs ?? Number.NaN
    // A changed provider gets new connections, as one does after a while without messages.
    const reconnect = (round: string) =>
      lumos.send('PATCH', `/api/providers/${provider.id}`, { headers: { 'x-round': round } })
    for (let round = 0; round < rounds; round += 1) {
      await reconnect(`${round} cold`)
      figures.cold.push(await ask())
      await reconnect(`${round} prewarmed`)
      const answered = far.answered()
      await lumos.send('POST', '/api/prewarm', { agentId: agent.id, draft: 'Where are' })
      await far.answersBeyond(answered)
      figures.prewarmed.push(await ask())
      figures.warm.push(await ask())
    }
  } finally {
    far.close()
  }
  return figures
}

function signed(ms: number): string {
  return `${ms < 0 ? '−' : '+'}${Math.abs(ms).toFixed(1)}`
}
