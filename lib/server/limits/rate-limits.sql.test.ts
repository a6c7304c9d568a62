import { afterAll, beforeAll, expect, test } from 'vitest'
import { rateLimitsSchema } from '#lib/contracts/account/rate-limits.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing.ts'
import { postgresLimitStore } from './limit-store.ts'
import { createRateLimits } from './rate-limits.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** The limits of one instance. */
function instance(settings: object = {}) {
  const errors: unknown[] = []
  const allowed = rateLimitsSchema.parse({ importsPerUser: 3, turnsPerUser: 3, ...settings })
  const onError = (error: unknown) => errors.push(error)
  const store = postgresLimitStore(database.pool)
  return { errors, ...createRateLimits({ store, allowed: () => allowed, onError }) }
}
const refusal = (error: unknown) => (error instanceof AppError ? error : null)

test('several instances count together, and say when to try again', async () => {
  const [a, b] = [instance(), instance()]
  await a.count('importsPerUser', 'ann')
  await b.count('importsPerUser', 'ann')
  await a.count('importsPerUser', 'ann')
  for (const each of [a, b, a]) {
    const error = refusal(await each.count('importsPerUser', 'ann').catch((thrown) => thrown))
    expect(error).toMatchObject({ code: 'rate-limited', status: 429 })
    expect(error?.retryAfterSeconds).toBeGreaterThan(500)
    expect(error?.retryAfterSeconds).toBeLessThanOrEqual(600)
  }
  await a.count('importsPerUser', 'bob')
})

test('many at once pass as many times as is allowed', async () => {
  const [a, b] = [instance(), instance()]
  const tries = Array.from({ length: 30 }, (_, i) =>
    (i % 2 ? a : b).count('importsPerUser', 'cleo'),
  )
  const passed = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
  expect(passed).toHaveLength(3)
})

test('what failed in none of its tries is taken back', async () => {
  const limits = instance({ signInsPerAccount: 2 })
  for (let i = 0; i < 5; i++) {
    await limits.count('signInsPerAccount', 'dan')
    await limits.uncount('signInsPerAccount', 'dan')
  }
  await limits.check('signInsPerAccount', 'dan')
  await limits.count('signInsPerAccount', 'dan')
  await limits.count('signInsPerAccount', 'dan')
  await expect(limits.check('signInsPerAccount', 'dan')).rejects.toMatchObject({ status: 429 })
})

test('counting soon refuses what other instances used up, from the next call on', async () => {
  const [a, b] = [instance(), instance()]
  for (let i = 0; i < 3; i++) await a.count('turnsPerUser', 'eve')
  b.countSoon('turnsPerUser', 'eve')
  await expect.poll(() => code(() => b.countSoon('turnsPerUser', 'eve'))).toBe('rate-limited')
  expect(b.errors).toEqual([])
})

test('nothing is limited where no limit is set', async () => {
  const limits = instance({ importsPerUser: null })
  for (let i = 0; i < 10; i++) await limits.count('importsPerUser', 'flo')
})

test('holds no address', async () => {
  await instance().count('importsPerUser', 'gus@example.com')
  const { rows } = await database.pool.query('SELECT key FROM "RateLimit"')
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain('gus')
})

test('each process counts alone while the database is away', async () => {
  const away = await createTestDatabase()
  const limits = createRateLimits({
    store: postgresLimitStore(away.pool),
    allowed: () => rateLimitsSchema.parse({ importsPerUser: 2 }),
    onError: () => undefined,
  })
  await away.drop()
  await limits.count('importsPerUser', 'ann')
  await limits.count('importsPerUser', 'ann')
  await expect(limits.count('importsPerUser', 'ann')).rejects.toMatchObject({
    code: 'rate-limited',
  })
})

function code(run: () => void): string | undefined {
  try {
    run()
  } catch (error) {
    return refusal(error)?.code
  }
}
