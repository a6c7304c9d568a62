import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import { expect, onTestFinished, test } from 'vitest'
import { PrismaClient } from '#lib/db/generated/client.ts'
import { createServices, provideServices } from '../services.ts'
import { call, startTestServices, testSecurity } from '../testing.ts'

test('a sign-up that the database does not end in time is 503, and leaves no account', async () => {
  const { services, stop } = await startTestServices()
  onTestFinished(stop)
  const { env, database, jobs } = services
  const adapter = new PrismaPg(database.pool)
  const prisma = new PrismaClient({ adapter, transactionOptions: { timeout: 1 } })
  // Slow, because the password is hashed within the transaction.
  const hash = (text: string) => sleep(50, text)
  const slow = createServices({
    env,
    jobs,
    database: { ...database, prisma },
    ...testSecurity,
    passwordHasher: { ...testSecurity.passwordHasher, hash },
  })
  provideServices(slow)
  const body = { name: 'Busy', email: 'busy@example.com', password: 'correct horse' }
  const refused = await call('POST', '/api/auth/sign-up/email', { body })
  provideServices(services)
  await prisma.$disconnect()
  expect(refused.status).toBe(503)
  expect(await refused.json()).toMatchObject({ error: { code: 'busy' } })
  expect(await database.prisma.user.count({ where: { email: body.email } })).toBe(0)
})
