import { afterAll, beforeAll, expect, test } from 'vitest'
import { limitConnections } from '#lib/db/connection-limits.ts'
import { renewLease } from '#lib/db/repositories/instances.ts'
import type { Services } from '../services.ts'
import { signUp, startTestServices } from '../testing.ts'
import { listeners } from './listeners.ts'

let services: Services
let stop: () => Promise<void>

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
})
afterAll(() => stop())

test('somebody signs up where an instance has the fewest connections', async () => {
  const share = await limitConnections(services.database, undefined)
  share.among(1_000)
  await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  share.among(1)
})

test('an instance has no more connections than its share', async () => {
  const { database, instanceId: id } = services
  const share = (await limitConnections(database, undefined)).among(1)
  const open = await Promise.all(Object.values(listeners).map((listen) => listen(services)))
  await renewLease(database.leasePool, { id, home: null, version: '0' })
  const clients = await Promise.all(
    [database.pool, database.turnPool].flatMap((pool) =>
      Array.from({ length: pool.options.max }, () => pool.connect()),
    ),
  )
  const counted = await clients[0]?.query(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend'`,
  )
  for (const client of clients) client.release()
  await Promise.all(open.map(({ close }) => close()))
  expect(counted?.rows).toEqual([{ count: share }])
})
