import setUpDatabase from '#lib/db/vitest-global-setup.ts'
import { rollUp } from '#lib/server/latency/roll-up.ts'
import { call, post, signUp, startTestServices } from '#lib/server/testing.ts'
import { machine, percentile, saveResult } from '../report.ts'
import { createTurns } from './create-turns.ts'

const turns = Number(process.argv[2] ?? 1_000_000)
const days = 90
const rounds = 20

// npm run bench -- latency [turns]: the latency page's queries over a million turns.
const tearDown = await setUpDatabase()
try {
  const { services, stop } = await startTestServices()
  const password = 'correct horse battery staple'
  const cookie = await signUp({ name: 'Bench', email: 'bench@lumos.test', password })
  const provider = { name: 'Sim', baseUrl: 'http://127.0.0.1:9/v1' }
  const { slug } = await (await post('/api/providers', { cookie, body: provider })).json()
  const agentIds: string[] = []
  for (const name of ['One', 'Two', 'Three']) {
    const body = { name, model: `${slug}/model-0` }
    agentIds.push((await (await post('/api/agents', { cookie, body })).json()).id)
  }
  const userId = await createTurns(services.database.pool, { turns, days, agentIds, slug })
  const rollUpStart = performance.now()
  await rollUp(services)
  const rollUpSeconds = (performance.now() - rollUpStart) / 1_000

  const ago = (amount: number) => new Date(Date.now() - amount * 86_400_000).toISOString()
  const queries: [string, string][] = [
    ['the last hour', `/api/latency?since=${ago(1 / 24)}`],
    ['24 hours', `/api/latency?since=${ago(1)}&groupBy=model`],
    ['7 days', `/api/latency?since=${ago(7)}&groupBy=model`],
    ['30 days', `/api/latency?since=${ago(30)}&groupBy=agent`],
    ['90 days, all turns', `/api/latency?since=${ago(days)}&groupBy=model`],
    ['90 days, one agent', `/api/latency?since=${ago(days)}&agentId=${agentIds[0]}`],
    ['90 days, one user of 1,000', `/api/latency?since=${ago(days)}&userId=${userId}`],
    ['slowest turns of 7 days', `/api/latency/turns?since=${ago(7)}`],
    ['slowest turns of 90 days', `/api/latency/turns?since=${ago(days)}`],
    ['diagnosis of all agents', '/api/latency/diagnosis'],
    ['models with their first tokens', '/api/models'],
  ]
  const lines = [
    `| ${turns.toLocaleString('en')} turns in ${days} days | p50 ms | p95 ms |`,
    '|---|---:|---:|',
  ]
  for (const [name, path] of queries) {
    const figures: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const startedAt = performance.now()
      const response = await call('GET', path, { cookie })
      await response.text()
      if (!response.ok) throw new Error(`${path}: ${response.status}`)
      figures.push(performance.now() - startedAt)
    }
    const [p50, p95] = [50, 95].map((share) => percentile(figures, share).toFixed(0))
    lines.push(`| ${name} | ${p50} | ${p95} |`)
  }
  lines.push('', `Rolling all of them up the first time: ${rollUpSeconds.toFixed(0)} s.`)
  const markdown = [machine(), lines.join('\n')].join('\n\n')
  console.log(markdown)
  if (process.argv[2] === undefined) saveResult('latency', markdown)
  await stop()
} finally {
  await tearDown()
}
