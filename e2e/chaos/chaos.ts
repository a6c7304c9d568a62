import { startSimulator } from '#lib/simulator/server.ts'
import { type LumosClient, signUp } from '../start/lumos-client.ts'
import { type KillResult, killOne, type Pair } from './kill-rounds.ts'
import { type RollResult, rollRestart } from './rolling-restart.ts'
import { endLumos, startTogether } from './start-together.ts'

/** Instances on one database, with a provider whose answers are known. */
export interface Chaos {
  /** Kills one of two instances in mid-answer, and starts it again. */
  kill(streams: number): Promise<Omit<KillResult, 'pair'>>
  /** Restarts both instances behind nginx, one after the other, under a load of requests. */
  roll(streams: number): Promise<Omit<RollResult, 'pair'>>
  end(): Promise<void>
}

/** Words of an answer, one each 20 ms. */
const tokens = Array.from({ length: 250 }, (_, at) => `tok${at}`)
const gapMs = 20

/**
 * Starts instances at once on an empty database, and keeps two of them.
 * @param random from 0 to 1
 */
export async function startChaos(
  databaseUrl: string,
  firstStarts: number,
  random: () => number,
): Promise<Chaos> {
  const simulator = await startSimulator()
  const { instances, restart } = await startTogether(databaseUrl, firstStarts)
  const [one, two, ...others] = instances
  if (!one || !two) throw new Error('Two instances are needed.')
  let pair: Pair = [one, two]
  await Promise.all(others.map(endLumos))
  const client = await signUp(one.url)
  const agentId = await createAgent(client, simulator.url)
  return {
    async kill(streams) {
      const options = { pair, restart, client, agentId, tokens, streams, random }
      const { pair: next, ...result } = await killOne(options)
      pair = next
      return result
    },
    async roll(streams) {
      const options = { pair, restart, client, agentId, tokens, streams }
      const { pair: next, ...result } = await rollRestart(options)
      pair = next
      return result
    },
    async end() {
      await Promise.all(pair.map(endLumos))
      await simulator.close()
    },
  }
}

/** One user asks for all, so there are no limits for one. */
async function createAgent(client: LumosClient, baseUrl: string): Promise<string> {
  const none = { turnsPerUser: null, turnsPerClient: null, runsPerUser: null }
  await client.json('PATCH', '/api/settings', { rateLimits: none })
  const provider = { name: 'Chaos', baseUrl, kind: 'openai-compatible' }
  const { slug } = await client.json('POST', '/api/providers', provider)
  const model = `${slug}/sim:ttfb=20,gap=${gapMs},tokens=${tokens.length}`
  const agent = { name: 'Chaos', model, memory: { enabled: false }, onInstanceLoss: 'continue' }
  return String((await client.json('POST', '/api/agents', agent)).id)
}
