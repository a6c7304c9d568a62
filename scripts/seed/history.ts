import type { Database } from '#lib/db/database.ts'
import { between, type Random, seededRandom } from '#lib/simulator/seeded-random.ts'
import { type SeedAgent, seedAgents } from './agents.ts'
import { type SeedUserId, seedUsers } from './people.ts'
import { measuredTurn } from './turn-shape.ts'

export const historyDays = 30
const turnsPerDay = 80
const dayMs = 86_400_000
/** Rows of one INSERT. */
const batchSize = 500

/** A month of turns whose chats are gone, most of them in working hours. The same for every seed. */
export async function writeHistory({ prisma }: Database, now: Date): Promise<number> {
  const random = seededRandom(2_026)
  const rows = Array.from({ length: historyDays * turnsPerDay }, (_, n) => turnRow(n, now, random))
  for (let from = 0; from < rows.length; from += batchSize)
    await prisma.turn.createMany({ data: rows.slice(from, from + batchSize) })
  return rows.length
}

function turnRow(n: number, now: Date, random: Random) {
  const agent = pickAgent(random)
  const id = `seed-turn-${n}`
  const { timing, metadata } = measuredTurn(id, agent.settings.model, agent.shape(random), random)
  const { stages, model, ttfbMs, totalMs, tokensPerSecond, inputTokens, outputTokens } = timing
  const isFailed = ttfbMs === null
  return {
    id,
    userId: pickUser(random),
    agentId: agent.id,
    instanceId: 'seed',
    model,
    outcome: isFailed ? 'error' : 'complete',
    outcomeReason: isFailed ? 'provider-rate-limit' : null,
    startedAt: timeOfTurn(n, now, random),
    ttfbMs,
    totalMs,
    reasoningMs: timing.reasoningMs ?? null,
    inputTokens,
    outputTokens,
    cachedTokens: 0,
    tokensPerSecond,
    stages,
    metadata: metadata as object,
  }
}

/** Evenly over the days; three of four between 8 and 18 o'clock UTC. */
function timeOfTurn(n: number, now: Date, random: Random): Date {
  const day = Math.floor(n / turnsPerDay)
  const hour = random() < 0.75 ? between(random, [8, 18]) : between(random, [0, 24])
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs - (historyDays - 1 - day) * dayMs
  const at = midnight + hour * 3_600_000
  // Of today only what is over.
  return new Date(at < now.getTime() - 60_000 ? at : at - dayMs)
}

function pickAgent(random: Random): SeedAgent {
  const sum = seedAgents.reduce((total, { weight }) => total + weight, 0)
  let rest = random() * sum
  for (const agent of seedAgents) {
    rest -= agent.weight
    if (rest <= 0) return agent
  }
  return seedAgents[0] as SeedAgent
}

function pickUser(random: Random): SeedUserId {
  return seedUsers[Math.floor(random() * seedUsers.length)]?.id ?? 'seed-ada'
}
