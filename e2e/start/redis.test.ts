import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rateLimitsSchema } from '#lib/contracts/account/rate-limits.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing.ts'
import { connectRedis } from '#lib/redis.ts'
import { testRunLogs } from '#lib/runs/run-log.suite.ts'
import { createRedisRunChunks } from '#lib/runs/shared/redis-run-chunks.ts'
import { createTwoInstances, type TwoInstances } from '#lib/runs/shared/testing.ts'
import { limitStore } from '#lib/server/limits/limit-store.ts'
import { createRateLimits } from '#lib/server/limits/rate-limits.ts'
import { type RedisServer, startRedis } from './redis-server.ts'

let database: TestDatabase
let redis: RedisServer
let instances: TwoInstances
/** Of Redis, which some tests end. */
let errors: unknown[]

beforeAll(async () => {
  database = await createTestDatabase()
  redis = await startRedis()
})
afterAll(async () => {
  await redis.stop()
  await database.drop()
})
beforeEach(async () => {
  errors = []
  instances = await createTwoInstances({
    ...{ database, redisUrl: redis.url, onError: (error: unknown) => errors.push(error) },
  })
  return instances.close
})

testRunLogs('runs on Redis, on another instance', () => {
  const { one, two } = instances
  return { store: one, readers: two }
})

const countRows = async () => {
  const { rows } = await database.pool.query('SELECT count(*)::int AS count FROM "RunChunk"')
  return rows[0].count as number
}

async function begin() {
  const run = { chatId: crypto.randomUUID(), userId: 'ann', runId: crypto.randomUUID() }
  const writer = await instances.one.open(run)
  const going = new AbortController().signal
  const reading = await instances.two.read(run, going)
  if (!writer || !reading) throw new Error('There is no run.')
  const iterator = reading[Symbol.asyncIterator]()
  const next = async () => Buffer.from((await iterator.next()).value ?? []).toString()
  const rest = async () => {
    let text = ''
    for (let piece = await next(); piece; piece = await next()) text += piece
    return text
  }
  const leave = () => iterator.return?.()
  const readAgain = () => instances.two.read(run, going)
  return { writer, next, rest, leave, readAgain }
}

describe('Redis', () => {
  test('carries a run, and PostgreSQL nothing of it', async () => {
    const { writer, next } = await begin()
    const before = await countRows()
    writer.append('one')
    expect(await next()).toBe('one')
    expect(await countRows()).toBe(before)
    expect(errors).toEqual([])
    writer.close()
  })

  test('may die in the middle of a run: readers get the rest, and new readers all of it', async () => {
    const { writer, next, rest, readAgain } = await begin()
    writer.append('one ')
    expect(await next()).toBe('one ')
    await redis.kill()
    writer.append('two ')
    expect(await next()).toBe('two ')
    const late = await readAgain()
    writer.append('three')
    writer.close()
    expect(await rest()).toBe('three')
    let text = ''
    for await (const bytes of late ?? []) text += Buffer.from(bytes).toString()
    expect(text).toBe('one two three')
    await redis.restart()
  })

  test('may come back empty: a reader that joins then gets the run from its beginning', async () => {
    const { writer, next, leave, readAgain } = await begin()
    writer.append('one ')
    expect(await next()).toBe('one ')
    await leave()
    await redis.kill()
    await redis.restart()
    const late = await readAgain()
    writer.append('two')
    writer.close()
    let text = ''
    for await (const bytes of late ?? []) text += Buffer.from(bytes).toString()
    expect(text).toBe('one two')
  })
})

test('what an instance adds to a run after another took it over is not stored', async () => {
  const connection = connectRedis(redis.url, () => undefined)
  await once(connection, 'ready')
  const [frozen, taker] = ['one', 'two'].map((id) =>
    createRedisRunChunks(connection, id, (error) => errors.push(error)),
  )
  if (!frozen || !taker) throw new Error('Two instances are needed.')
  const runId = crypto.randomUUID()
  const chunk = (sequence: number, text: string) => ({ runId, sequence, text, isLast: false })
  const texts = async () => (await taker.read(new Map([[runId, 0]]))).map(({ text }) => text)
  await frozen.append([chunk(0, 'zero'), chunk(1, 'one')])
  await taker.claim(runId)
  await frozen.append([chunk(2, 'late')])
  await taker.append([chunk(2, 'two')])
  await frozen.append([chunk(3, 'later')])
  await frozen.drop([runId])
  expect(await texts()).toEqual(['zero', 'one', 'two'])
  await taker.drop([runId])
  expect(await texts()).toEqual([])
  for (const each of [frozen, taker]) each.close()
  connection.disconnect()
  expect(errors).toEqual([])
})

test('rate limits are counted together in Redis, and by PostgreSQL while it is away', async () => {
  const connections = [1, 2].map(() => connectRedis(redis.url, () => undefined))
  await Promise.all(connections.map((each) => once(each, 'ready')))
  const allowed = rateLimitsSchema.parse({ importsPerUser: 3 })
  const [a, b] = connections.map((each) => {
    const store = limitStore(database.pool, each)
    return createRateLimits({ store, allowed: () => allowed, onError: () => undefined })
  })
  for (const limits of [a, b, a]) await limits?.count('importsPerUser', 'ann')
  await expect(b?.count('importsPerUser', 'ann')).rejects.toMatchObject({ status: 429 })
  await redis.kill()
  for (const limits of [a, b, a]) await limits?.count('importsPerUser', 'bob')
  await expect(b?.count('importsPerUser', 'bob')).rejects.toMatchObject({ status: 429 })
  await redis.restart()
  for (const each of connections) each.disconnect()
})
