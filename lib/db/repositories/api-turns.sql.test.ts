import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#lib/db/testing.ts'
import { type ApiTurn, saveApiTurns } from './api-turns.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>

beforeAll(async () => {
  database = await createTestDatabase()
  const { prisma } = database
  const users = ['ann', 'bob'].map((id) => ({ id, name: id, email: `${id}@example.com` }))
  await prisma.user.createMany({ data: users })
  const agent = { model: 'p/m', historyLimit: 20, memory: {}, streaming: {}, deadlines: {} }
  await prisma.agent.createMany({
    data: ['kept', 'deleted'].map((id) => ({ ...agent, id, name: id, slug: id })),
  })
})
afterAll(() => database.drop())

function turn(turnId: string, userId: string, agentId: string): ApiTurn {
  return {
    ...{ turnId, userId, agentId, instanceId: 'here', outcome: 'complete', outcomeReason: null },
    startedAt: new Date().toISOString(),
    timing: {
      ...{ turnId, ttfbMs: 1, totalMs: 2, stages: [], model: 'p/m' },
      ...{ inputTokens: null, outputTokens: null, tokensPerSecond: null },
    },
    metadata: {},
  }
}

/** Saves the turns while the statement's transaction is open, which ends once they wait for it. */
async function saveBeside(statement: string, turns: ApiTurn[]) {
  const { pool, prisma } = database
  const client = await pool.connect()
  await client.query('BEGIN')
  await client.query(statement)
  const saved = Promise.allSettled([saveApiTurns(pool, turns)])
  const waiting = () =>
    pool.query(`SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`)
  await expect.poll(async () => (await waiting()).rows.length, { timeout: 60_000 }).toBe(1)
  await client.query('COMMIT')
  client.release()
  expect(await saved).toEqual([{ status: 'fulfilled', value: undefined }])
  return prisma.turn.findMany({
    where: { id: { in: turns.map(({ turnId }) => turnId) } },
    select: { id: true, agentId: true },
    orderBy: { id: 'asc' },
  })
}

test('a turn is saved without its agent while that is deleted', async () => {
  const turns = [turn('1', 'ann', 'deleted'), turn('2', 'ann', 'kept')]
  expect(await saveBeside(`DELETE FROM "Agent" WHERE id = 'deleted'`, turns)).toEqual([
    { id: '1', agentId: null },
    { id: '2', agentId: 'kept' },
  ])
})

test('a turn is left out while its user is deleted, and those of others are saved', async () => {
  const turns = [turn('3', 'bob', 'kept'), turn('4', 'ann', 'kept')]
  expect(await saveBeside(`DELETE FROM "User" WHERE id = 'bob'`, turns)).toEqual([
    { id: '4', agentId: 'kept' },
  ])
})
