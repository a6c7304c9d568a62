import { percentile } from '../report.ts'
import { roundTripMs, startFarProvider } from './far-provider.ts'
import type { LumosClient } from './lumos-client.ts'
import { startLumos } from './lumos-start.ts'

const rounds = 15
const starts = 5

type Certificate = { key: string; cert: string }
type Far = Awaited<ReturnType<typeof startFarProvider>>

/** TTFB, milliseconds: on cold connections, on prewarmed ones, and of later messages. */
interface Figures {
  cold: number[]
  prewarmed: number[]
  warm: number[]
}

/** TTFB of a session's first message with a distant provider, with and without prewarming. */
export async function measurePrewarm(certificate: Certificate): Promise<string> {
  const rows: string[] = []
  for (const version of ['TLSv1.3', 'TLSv1.2'] as const) {
    const far = await startFarProvider(certificate, version)
    try {
      const name = version.replace('v', ' ')
      rows.push(
        row(`${name}, a provider not asked for a while`, await measureIdle(far, certificate)),
      )
      if (version === 'TLSv1.3') {
        rows.push(row(`${name}, Lumos just started`, await measureStarts(far, certificate)))
      }
    } finally {
      far.close()
    }
  }
  return [
    `| prewarm, provider ${roundTripMs} ms away | off: p50 / p95 ms | on | a later message | saved p50 | behind a later message p50 |`,
    '|---|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n')
}

/** Changing a provider closes its connections, which has the same effect as their idle timeout. */
async function measureIdle(far: Far, { cert }: Certificate): Promise<Figures> {
  const figures: Figures = { cold: [], prewarmed: [], warm: [] }
  const lumos = await startLumos(cert)
  const { agentId, reconnect } = await addAgent(lumos, far)
  for (let round = 0; round < rounds; round += 1) {
    await reconnect(`${round} cold`)
    figures.cold.push(await ttfbOf(lumos, agentId))
    await reconnect(`${round} prewarmed`)
    await prewarm(lumos, far, agentId)
    figures.prewarmed.push(await ttfbOf(lumos, agentId))
    figures.warm.push(await ttfbOf(lumos, agentId))
  }
  await lumos.stop()
  return figures
}

async function measureStarts(far: Far, { cert }: Certificate): Promise<Figures> {
  const figures: Figures = { cold: [], prewarmed: [], warm: [] }
  for (let start = 0; start < starts; start += 1) {
    for (const isPrewarmed of [false, true]) {
      const lumos = await startLumos(cert)
      const { agentId } = await addAgent(lumos, far)
      if (isPrewarmed) await prewarm(lumos, far, agentId)
      const first = isPrewarmed ? figures.prewarmed : figures.cold
      first.push(await ttfbOf(lumos, agentId))
      if (isPrewarmed) figures.warm.push(await ttfbOf(lumos, agentId))
      await lumos.stop()
    }
  }
  return figures
}

async function addAgent(lumos: LumosClient, far: Far) {
  const fields = { name: 'Far', baseUrl: far.url, apiKey: 'sk-bench-0000' }
  const provider = await lumos.create('/api/providers', fields)
  const model = `${provider.slug}/model`
  const { id: agentId } = await lumos.create('/api/agents', { name: 'Far', model })
  const reconnect = (round: string) =>
    lumos.send('PATCH', `/api/providers/${provider.id}`, { headers: { 'x-round': round } })
  return { agentId, reconnect }
}

async function prewarm(lumos: LumosClient, far: Far, agentId: string): Promise<void> {
  const answered = far.answered()
  await lumos.send('POST', '/api/prewarm', { agentId, draft: 'Where are' })
  await far.answersBeyond(answered)
}

async function ttfbOf(lumos: LumosClient, agentId: string): Promise<number> {
  return (await lumos.ask(agentId, 'Where are you?')).ttfbMs ?? Number.NaN
}

function row(name: string, { cold, prewarmed, warm }: Figures): string {
  const saved = percentile(cold, 50) - percentile(prewarmed, 50)
  const behind = percentile(prewarmed, 50) - percentile(warm, 50)
  const cells = [cold, prewarmed, warm].map(
    (ms) => `${percentile(ms, 50).toFixed(0)} / ${percentile(ms, 95).toFixed(0)}`,
  )
  return `| ${name} | ${cells.join(' | ')} | **−${saved.toFixed(0)}** | ${signed(behind)} |`
}

function signed(ms: number): string {
  return `${ms < 0 ? '−' : '+'}${Math.abs(ms).toFixed(1)}`
}
