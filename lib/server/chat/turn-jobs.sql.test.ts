import { expect, test } from 'vitest'
import { takeLostRuns } from '#lib/db/repositories/lost-runs.ts'
import { call, post } from '../testing.ts'
import { ask, cookie, createAgent, readUntil, services, setUpTurns } from './testing.ts'

// Job workers are expected to fail while the queue is away.
setUpTurns({ onJobsError: () => undefined })

const quick = 'sim:ttfb=1,gap=0,tokens=2'
const fact = 'I keep seven beehives on my roof in Lisbon, and I need a shelf for them.'

const query = async (sql: string, values: unknown[]) =>
  (await services.database.pool.query(sql, values)).rows

/** The names of the chat's jobs in the queues, in order. */
async function queued(chatId: string): Promise<string[]> {
  const rows = await query(`SELECT name FROM pgboss.job WHERE data->>'chatId' = $1 ORDER BY name`, [
    chatId,
  ])
  return rows.map(({ name }) => name)
}

/** The names of the chat's jobs that wait beside their turns. */
async function waiting(chatId: string): Promise<string[]> {
  const rows = await query(`SELECT name FROM "TurnJob" WHERE data->>'chatId' = $1 ORDER BY name`, [
    chatId,
  ])
  return rows.map(({ name }) => name)
}

const memoryAndTitle = ['chat-title', 'memory-extraction']

test('an answer is saved with its jobs, which wait while the queue fails, and follow once', async () => {
  const { pool } = services.database
  const agentId = await createAgent(quick)
  const chatId = crypto.randomUUID()
  await pool.query('ALTER TABLE pgboss.job_common RENAME TO unreachable')
  try {
    await (await ask(chatId, agentId, fact)).text()
    await services.background.settled()
    expect(await waiting(chatId)).toEqual(memoryAndTitle)
    await expect(services.jobs.forwardTurnJobs()).rejects.toThrow()
    expect(await waiting(chatId)).toEqual(memoryAndTitle)
  } finally {
    await pool.query('ALTER TABLE pgboss.unreachable RENAME TO job_common')
  }
  await Promise.all(Array.from({ length: 10 }, () => services.jobs.forwardTurnJobs()))
  expect(await waiting(chatId)).toEqual([])
  expect(await queued(chatId)).toEqual(memoryAndTitle)
})

test('the use of memories is noted while the queue fails', async () => {
  const { pool } = services.database
  const agentId = await createAgent(quick)
  const text = 'The user bakes rye bread on Sundays.'
  const { id } = await (await post('/api/memories', { cookie, body: { text } })).json()
  await pool.query('ALTER TABLE pgboss.job_common RENAME TO unreachable')
  try {
    await (await ask(crypto.randomUUID(), agentId, 'When do I bake rye bread?')).text()
    await services.background.settled()
  } finally {
    await pool.query('ALTER TABLE pgboss.unreachable RENAME TO job_common')
  }
  const used = await (await call('GET', `/api/memories?ids=${id}`, { cookie })).json()
  expect(used.items).toMatchObject([{ id, useCount: 1 }])
})

test('a message is learnt from when its answer is lost, not while it is written', async () => {
  const agentId = await createAgent('sim:ttfb=1,gap=20,tokens=100000')
  const chatId = crypto.randomUUID()
  const reader = await readUntil(await ask(chatId, agentId, fact), 'tok3')
  await services.jobs.forwardTurnJobs()
  expect(await queued(chatId)).toEqual([])
  await takeLostRuns(services.database.pool, {
    ...{ instanceId: 'another', home: null, turnIds: [] },
    ...{ isAlone: true, areLeasesCurrent: true },
  })
  await services.jobs.forwardTurnJobs()
  expect(await queued(chatId)).toEqual(['memory-extraction'])
  await services.runs.stop({ chatId }, 'user')
  await reader.cancel()
})

test('a stopped answer’s message is learnt from; its chat gets its title with the next answer', async () => {
  const chatId = crypto.randomUUID()
  const slow = await createAgent('sim:ttfb=1,gap=20,tokens=100000')
  const reader = await readUntil(await ask(chatId, slow, fact), 'tok3')
  await services.runs.stop({ chatId }, 'user')
  await services.background.settled()
  expect(await queued(chatId)).toEqual(['memory-extraction'])
  await reader.cancel()
  await (await ask(chatId, await createAgent(quick), 'Hi')).text()
  await services.background.settled()
  expect(await queued(chatId)).toEqual(memoryAndTitle)
})

test('a turn’s jobs take no statement of their own', async () => {
  const { turnPool } = services.database
  const { query } = turnPool
  const agentId = await createAgent(quick)
  const statementsOf = async (text: string) => {
    const names: string[] = []
    const noting = (...args: [{ name: string }]) => {
      names.push(args[0].name)
      return Reflect.apply(query, turnPool, args)
    }
    Object.assign(turnPool, { query: noting })
    await readUntil(await ask(crypto.randomUUID(), agentId, text), '"type":"finish"')
    Object.assign(turnPool, { query })
    await services.background.settled()
    return names
  }
  const withoutJobs = await statementsOf('Hi')
  expect(withoutJobs).toContain('finish-turns')
  expect(await statementsOf(fact)).toEqual(withoutJobs)
})
