import { rateLimitsSchema } from '#lib/contracts/account/rate-limits.ts'
import type { Services } from '#lib/server/services.ts'
import { call, post } from '#lib/server/testing.ts'
import { startSimulator } from '#lib/simulator/server.ts'
import { percentile } from '../report.ts'

const noTurnLimits = { turnsPerUser: null, turnsPerClient: null, runsPerUser: null }
const rounds = 200
const memories = 1_000
const words = ['garden', 'cello', 'harbour', 'winter', 'bicycle', 'letter', 'bakery', 'mountain']

/** What memory adds to the first token, in turns that take turns, with a provider that answers at once. */
export async function measureTurns(services: Services, cookie: string): Promise<string> {
  const simulator = await startSimulator()
  try {
    const rateLimits = rateLimitsSchema.parse(noTurnLimits)
    await services.settings.update({ rateLimits })
    await call('DELETE', '/api/memories', { cookie })
    const items = Array.from({ length: memories }, (_, n) => ({
      text: `The user saw a ${words[n % 8]} near the ${words[(n >> 3) % 8]} in ${1900 + (n % 120)}.`,
    }))
    await post('/api/memories/import', { cookie, body: { items } })
    const body = { name: 'Sim', baseUrl: simulator.url }
    const { slug } = await (await post('/api/providers', { cookie, body })).json()
    const agent = async (enabled: boolean): Promise<string> => {
      const model = `${slug}/sim:ttfb=0,gap=0,tokens=2`
      const fields = { name: 'Agent', model, memory: { enabled } }
      return (await (await post('/api/agents', { cookie, body: fields })).json()).id
    }
    const on = await agent(true)
    const off = await agent(false)
    const figures = { off: [] as number[], prefetched: [] as number[], fresh: [] as number[] }
    for (let round = 0; round < rounds; round += 1) {
      const question = (kind: string) =>
        `What do I know about the ${words[round % 8]} and the ${words[round % 7]}? ${kind} ${round}`
      figures.off.push(await ttfbOf(cookie, off, question('off')))
      const draft = question('draft')
      await post('/api/prewarm', { cookie, body: { agentId: on, draft } })
      await services.memory.recall({
        ...{ userId: (await services.database.prisma.user.findFirstOrThrow()).id, agentId: on },
        ...{ query: draft, limit: 3, budgetTokens: 400, deadlineMs: 150 },
      })
      figures.prefetched.push(await ttfbOf(cookie, on, draft))
      figures.fresh.push(await ttfbOf(cookie, on, question('new')))
    }
    const row = (name: string, ms: number[]) =>
      `| ${name} | ${[50, 95].map((share) => percentile(ms, share).toFixed(2)).join(' | ')} |`
    return [
      `| first token with ${memories.toLocaleString('en')} memories, ${rounds} turns each | p50 ms | p95 ms |`,
      '|---|---:|---:|',
      row('memory off', figures.off),
      row('memory on, recalled while the user typed', figures.prefetched),
      row('memory on, not recalled before', figures.fresh),
    ].join('\n')
  } finally {
    await simulator.close()
  }
}

async function ttfbOf(cookie: string, agentId: string, text: string): Promise<number> {
  const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] }
  const body = { id: crypto.randomUUID(), agentId, message }
  const stream = await (await post('/api/chat', { cookie, body })).text()
  return Number(/"ttfbMs":([\d.]+)/.exec(stream)?.[1])
}
