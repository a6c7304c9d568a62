import type { Database } from '#lib/db/database.ts'
import {
  type RollupSpan,
  readRollupEnd,
  rollUpLatency,
} from '#lib/db/repositories/latency-stats.ts'
import { StartError } from '#lib/errors.ts'
import { importMemories } from '#lib/memory/import-memories.ts'
import { toAgentRow } from '#lib/server/agents/agent-row.ts'
import { seedAgents } from './agents.ts'
import { seedChats, seedFolders, writeChat } from './chats.ts'
import { historyDays, writeHistory } from './history.ts'
import { seedMemories, seedPassword, seedPrompts, seedUsers } from './people.ts'
import { chatId } from './seed-chat.ts'

export interface SeedResult {
  users: number
  agents: number
  chats: number
  turns: number
  memories: number
}

const dayMs = 86_400_000

/**
 * Fills a database with accounts, agents, chats, memories and a month of turns. Run again, it sets
 * them back to what they are here, with times up to `now`; chats that were made since stay.
 * @throws StartError where there is data of other people, unless it is forced
 */
export async function seedDatabase(
  database: Database,
  options: { now: Date; isForced: boolean; hashPassword: (password: string) => Promise<string> },
): Promise<SeedResult> {
  const { pool } = database
  const { now } = options
  if (!options.isForced) await requireNoOthers(database)
  await writeUsers(database, await options.hashPassword(seedPassword))
  await writeAgents(database, new Date(now.getTime() - (historyDays + 1) * dayMs))
  await pool.query(`DELETE FROM "Turn" WHERE id LIKE 'seed-%'`)
  await pool.query(`DELETE FROM "Chat" WHERE id = ANY($1)`, [seedChats.map(chatId)])
  for (const folder of seedFolders)
    await database.prisma.folder.upsert({
      where: { id: folder.id },
      create: folder,
      update: folder,
    })
  for (const { id, ...fields } of seedPrompts)
    await database.prisma.savedPrompt.upsert({
      where: { id },
      create: { id, ...fields },
      update: fields,
    })
  let turns = await writeHistory(database, now)
  for (const chat of seedChats) turns += await writeChat(database, chat, now)
  let memories = 0
  for (const [userId, facts] of Object.entries(seedMemories)) {
    const items = facts.map(({ daysAgo, ...fact }) => ({
      ...fact,
      createdAt: new Date(now.getTime() - daysAgo * dayMs).toISOString(),
    }))
    await importMemories(pool, userId, items)
    memories += items.length
  }
  await correctRollups(database, now)
  return {
    users: seedUsers.length,
    agents: seedAgents.length,
    chats: seedChats.length,
    turns,
    memories,
  }
}

async function requireNoOthers({ prisma }: Database): Promise<void> {
  const others = await prisma.user.count({
    where: { id: { notIn: seedUsers.map(({ id }) => id) } },
  })
  if (others === 0) return
  throw new StartError(
    `The database has ${others === 1 ? 'an account' : `${others} accounts`} that the seed did not make. Use an empty one (LUMOS_DATA_DIR=./data-seed), or add the seed beside it with --force.`,
  )
}

async function writeUsers({ prisma }: Database, hash: string): Promise<void> {
  for (const { id, ...fields } of seedUsers) {
    await prisma.user.upsert({ where: { id }, create: { id, ...fields }, update: fields })
    const account = { userId: id, accountId: id, providerId: 'credential', password: hash }
    const accountId = `${id}-password`
    await prisma.account.upsert({
      where: { id: accountId },
      create: { id: accountId, ...account },
      update: account,
    })
  }
}

/** Their settings are as old as the turns: the diagnosis looks at turns since the last change. */
async function writeAgents({ prisma }: Database, changedAt: Date): Promise<void> {
  for (const { id, settings } of seedAgents) {
    const row = { ...toAgentRow(settings), createdAt: changedAt, updatedAt: changedAt }
    await prisma.agent.upsert({ where: { id }, create: { id, ...row }, update: row })
  }
}

/** Counts again what was rolled up before the seed's turns were there. */
async function correctRollups({ pool, prisma }: Database, now: Date): Promise<void> {
  const agentIds = seedAgents.map(({ id }) => id)
  await prisma.latencyRollup.deleteMany({ where: { agentId: { in: agentIds } } })
  const spans: RollupSpan[] = ['hour', 'day']
  for (const span of spans) {
    if ((await prisma.latencyRollup.count({ where: { span } })) === 0) continue
    const end = await readRollupEnd(pool, span)
    const from = Math.floor(now.getTime() / dayMs - historyDays - 1) * dayMs
    if (end) await rollUpLatency(pool, span, new Date(from), end)
  }
}
