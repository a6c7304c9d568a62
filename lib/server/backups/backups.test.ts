import { stat } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Backup } from '#lib/contracts/backup.ts'
import { openBackup } from '#lib/db/backup/restore-backup.ts'
import type { Services } from '../services.ts'
import { call, signUp, startTestServices } from '../testing.ts'
import { deliveryJob } from '../webhooks/publish-event.ts'
import { backUpOnSchedule } from './backup-schedule.ts'

let services: Services
let stop: () => Promise<void>
let cookie: string
const hourMs = 3_600_000

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
})
beforeEach(() => services.database.prisma.backup.deleteMany())
afterAll(() => stop())

async function list(): Promise<Backup[]> {
  const response = await call('GET', '/api/backups', { cookie })
  return (await response.json()).items
}

test('a backup is made beside the server, downloaded, and deleted with its file', async () => {
  const started = await call('POST', '/api/backups', { cookie })
  expect(started.status).toBe(201)
  const { id }: Backup = await started.json()
  const again = await call('POST', '/api/backups', { cookie })
  expect(again.status).toBe(409)
  expect(await again.json()).toMatchObject({ error: { code: 'backup-in-progress' } })
  await services.background.settled()

  const [made] = await list()
  expect(made).toMatchObject({ id, status: 'complete', trigger: 'manual', isHere: true })
  const download = await call('GET', `/api/backups/${id}/file`, { cookie })
  expect(download.headers.get('content-disposition')).toMatch(/lumos-.*\.zip/)
  expect((await download.arrayBuffer()).byteLength).toBe(made?.bytes)

  const row = await services.database.prisma.backup.findUniqueOrThrow({ where: { id } })
  const { zip, manifest } = await openBackup(row.path ?? '')
  zip.close()
  expect(manifest.tables.find(({ name }) => name === 'User')?.rows).toBe(1)
  expect((await call('DELETE', `/api/backups/${id}`, { cookie })).status).toBe(204)
  await expect(stat(row.path ?? '')).rejects.toThrow(/ENOENT/)
  expect(await list()).toEqual([])
})

test('a backup that fails says why, also to webhooks', async () => {
  await services.jobs.work(deliveryJob, async () => undefined)
  await services.database.prisma.webhook.create({
    data: {
      ...{ name: 'Receiver', url: 'http://127.0.0.1:9', secretCiphertext: '' },
      events: ['backup.failed'],
    },
  })
  const { url } = services.database
  const broken = {
    ...services,
    database: { ...services.database, url: 'postgresql://ada:marzipan@127.0.0.1:9/x' },
  }
  await services.settings.update({ backupEveryHours: 1 })
  await services.database.prisma.backup.create({
    data: {
      trigger: 'manual',
      host: 'x',
      status: 'failed',
      startedAt: new Date(Date.now() - 2 * hourMs),
    },
  })
  await backUpOnSchedule(broken)
  await services.background.settled()
  const [failed] = await list()
  expect(failed).toMatchObject({ status: 'failed', trigger: 'schedule', isHere: false })
  expect(failed?.error).toMatch(/nothing listens there/)
  const [delivery] = await services.database.prisma.webhookDelivery.findMany()
  expect(delivery).toMatchObject({
    eventId: `backup-failed-${failed?.id}`,
    payload: { data: { backupId: failed?.id, trigger: 'schedule', reason: failed?.error } },
  })
  expect(JSON.stringify(delivery)).not.toContain('marzipan')
  expect(url).not.toBe(broken.database.url)
})

test('a backup is due when the last one is old enough, and old ones are deleted', async () => {
  await services.settings.update({ backupEveryHours: 2, backupsKept: 1 })
  const { prisma } = services.database
  await prisma.backup.create({
    data: {
      trigger: 'schedule',
      host: 'x',
      status: 'complete',
      startedAt: new Date(Date.now() - hourMs),
    },
  })
  await backUpOnSchedule(services)
  expect(await list()).toHaveLength(1)
  await prisma.backup.updateMany({ data: { startedAt: new Date(Date.now() - 2 * hourMs) } })
  await backUpOnSchedule(services)
  await services.background.settled()
  expect((await list()).map(({ trigger, host }) => [trigger, host === 'x'])).toEqual([
    ['schedule', false],
    ['schedule', true],
  ])
  await services.settings.update({ backupEveryHours: null })
  await prisma.backup.updateMany({ data: { startedAt: new Date(0) } })
  await backUpOnSchedule(services)
  expect(await list()).toHaveLength(2)
})
