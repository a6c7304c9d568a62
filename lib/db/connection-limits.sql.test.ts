import { afterAll, beforeAll, expect, test } from 'vitest'
import { limitConnections } from './connection-limits.ts'
import { listen } from './notifications.ts'
import { createPool } from './patient-pool.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
let name: string

beforeAll(async () => {
  database = await createTestDatabase()
  name = new URL(database.url).pathname.slice(1)
})
afterAll(async () => {
  await database.drop()
})

const pooled = () => (database.pool.options.max ?? 0) + (database.turnPool.options.max ?? 0)

test('the pools take what the server allows', async () => {
  expect((await limitConnections(database, undefined)).among(1)).toBe(20)
  await database.pool.query(`ALTER DATABASE ${name} CONNECTION LIMIT 10`)
  expect((await limitConnections(database, undefined)).among(1)).toBe(10)
  expect(pooled()).toBe(6)
  await expect(limitConnections(database, 12)).rejects.toThrow(
    'LUMOS_DB_CONNECTIONS is 12; the database allows this user 10 connections.',
  )
  await database.pool.query(`ALTER DATABASE ${name} CONNECTION LIMIT 4`)
  await expect(limitConnections(database, undefined)).rejects.toThrow('Lumos needs 9')
  await database.pool.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`)
})

test('instances share what the server allows, and start with little', async () => {
  await database.pool.query(`ALTER DATABASE ${name} CONNECTION LIMIT 97`)
  const share = await limitConnections(database, undefined)
  expect(pooled()).toBe(5)
  expect([2, 5, 10, 40].map(share.among)).toEqual([20, 17, 9, 9])
  const wanted = await limitConnections(database, 30)
  expect([1, 10].map(wanted.among)).toEqual([30, 30])
  await database.pool.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`)
})

test('connections above a smaller share end, also where they are always in use', async () => {
  const { pool } = database
  const share = await limitConnections(database, undefined)
  share.among(1)
  const most = pool.options.max
  const clients = await Promise.all(Array.from({ length: most }, () => pool.connect()))
  for (const client of clients) client.release()
  expect(pool.totalCount).toBe(most)
  share.among(40)
  await Promise.all(clients.map(() => pool.query('SELECT 1')))
  expect(pool.totalCount).toBe(3)
  share.among(1)
})

test('statements wait for a connection when the server has none left', async () => {
  const role = `few_${name}`
  await database.pool.query(`CREATE ROLE ${role} LOGIN PASSWORD 'few' CONNECTION LIMIT 1`)
  const url = new URL(database.url)
  url.username = role
  url.password = 'few'
  const pools = [1, 2].map(() =>
    createPool(url.toString(), { max: 1, deadlineMs: 30_000, siblings: new Set() }),
  )
  const [one, two] = pools
  const client = await one?.connect()
  const waiting = two?.query('SELECT 1 AS answer')
  await client?.query('SELECT 1')
  client?.release(true)
  expect((await waiting)?.rows).toEqual([{ answer: 1 }])
  const listening = listen(url.toString(), 'channel', {
    ...{ message: () => undefined, gap: () => undefined, error: () => undefined },
  })
  await two?.end()
  await (await listening).close()
  await one?.end()
  await database.pool.query(`DROP ROLE ${role}`)
})
