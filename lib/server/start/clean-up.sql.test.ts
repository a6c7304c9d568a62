import { expect, test } from 'vitest'
import { startTestServices } from '../testing.ts'
import { cleanUp } from './clean-up.ts'

test('sessions that are over and old probes are deleted, others stay', async () => {
  const { services, stop } = await startTestServices()
  const { user, session, modelProbe } = services.database.prisma
  await user.create({ data: { id: 'ann', name: 'Ann', email: 'ann@example.com' } })
  const day = (days: number) => new Date(Date.now() + days * 86_400_000)
  const sessionUntil = (id: string, expiresAt: Date) => ({
    id,
    token: id,
    userId: 'ann',
    expiresAt,
  })
  await session.createMany({ data: [sessionUntil('over', day(-1)), sessionUntil('good', day(1))] })
  const probeOf = (model: string, startedAt: Date) => ({ model, startedAt, runs: 1, failures: 0 })
  await modelProbe.createMany({ data: [probeOf('a/old', day(-91)), probeOf('a/new', day(-1))] })
  await cleanUp(services)
  expect(await session.findMany()).toMatchObject([{ id: 'good' }])
  expect(await modelProbe.findMany()).toMatchObject([{ model: 'a/new' }])
  await stop()
})
