import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditEntry } from '#lib/contracts/account/audit.ts'
import type { Page } from '#lib/contracts/list.ts'
import { createPeople, createWorld, type World } from '../http/access-world.ts'
import type { Services } from '../services.ts'
import { call, startTestServices } from '../testing.ts'
import { auditChange } from './audit-change.ts'

let services: Services
let stop: () => Promise<void>
let world: World

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  world = await createWorld(services, await createPeople(services), 'http://127.0.0.1:9/v1')
})
afterAll(() => stop())

const list = async (query: string) => {
  const response = await call('GET', `/api/audit?${query}`, { cookie: world.admin.cookie })
  expect(response.status).toBe(200)
  return (await response.json()) as Page<AuditEntry>
}
const ann = { id: 'ann', name: 'Ann' }
const tea = { type: 'agent' as const, id: 'tea', name: 'Tea' }

test('entries are listed newest first, page by page, and filtered by actor, action and time', async () => {
  for (const action of ['agent.created', 'agent.changed', 'fix.applied'] as const) {
    const change = { from: { limit: 1 }, to: { limit: 2 } }
    await services.audit.record({ actor: ann, action, target: tea, ...change })
    // The order of entries within one millisecond is undefined.
    await sleep(2)
  }
  await services.audit.record({ actor: null, action: 'session.refused', client: '192.0.2.7' })
  const { items } = await list('actorId=ann')
  expect(items.map(({ action }) => action)).toEqual([
    'fix.applied',
    'agent.changed',
    'agent.created',
  ])
  expect(items[0]).toMatchObject({ actor: ann, target: tea, from: { limit: 1 }, to: { limit: 2 } })
  expect((await list('actorId=ann&action=agent')).items).toHaveLength(2)
  expect((await list('actorId=ann&action=agent.changed')).items).toHaveLength(1)
  expect((await list('action=session.refused')).items[0]).toMatchObject({
    actor: null,
    client: '192.0.2.7',
  })
  const first = await list('actorId=ann&limit=2')
  const rest = await list(`actorId=ann&limit=2&cursor=${first.nextCursor}`)
  expect([...first.items, ...rest.items]).toEqual(items)
  expect(rest.nextCursor).toBeNull()
  const later = new Date(Date.now() + 60_000).toISOString()
  expect((await list(`since=${later}`)).items).toEqual([])
  expect((await list(`until=${later}&actorId=ann`)).items).toEqual(items)
})

test('the database refuses to change entries, and deletes only what retention may', async () => {
  const { pool } = services.database
  await services.audit.record({ actor: ann, action: 'agent.deleted', target: tea })
  await pool.query(
    `INSERT INTO "AuditEntry" (id, at, action) VALUES ('old', now() - interval '40 days', 'x.y')`,
  )
  const retain = `SET LOCAL lumos.audit_retention = 'on'`
  const refused = [
    `UPDATE "AuditEntry" SET action = 'nothing'`,
    `DELETE FROM "AuditEntry"`,
    'TRUNCATE "AuditEntry"',
    `BEGIN; ${retain}; DELETE FROM "AuditEntry"; COMMIT`,
    `BEGIN; ${retain}; UPDATE "AuditEntry" SET at = at; COMMIT`,
  ]
  for (const statement of refused) {
    const client = await pool.connect()
    await expect(client.query(statement)).rejects.toThrow('append-only')
    await client.query('ROLLBACK')
    client.release()
  }
  const count = await services.database.prisma.auditEntry.count()
  await services.audit.deleteOlder(30)
  expect(await services.database.prisma.auditEntry.count()).toBe(count - 1)
})

test('an entry in a transaction that fails is not stored', async () => {
  const failing = services.database.prisma.$transaction(async (transaction) => {
    await services.audit.record({ actor: ann, action: 'user.deleted' }, transaction)
    throw new Error('The change failed.')
  })
  await expect(failing).rejects.toThrow('The change failed.')
  expect((await list('action=user.deleted&actorId=ann')).items).toEqual([])
})

test('a change holds what differs, without secrets and cut where it is long', () => {
  const before = {
    name: 'A',
    apiKey: 'sk-1',
    headers: { x: 'y' },
    same: [1],
    deep: { token: 'a', n: 1, same: 1 },
    budgetTokens: 3,
  }
  const after = {
    ...before,
    name: 'B',
    apiKey: 'sk-2',
    headers: {},
    deep: { token: 'b', n: 2, same: 1 },
    budgetTokens: 4,
    long: 'x'.repeat(900),
  }
  const { from, to } = auditChange(before, after)
  expect(from).toEqual({
    name: 'A',
    apiKey: '[hidden]',
    headers: '[hidden]',
    budgetTokens: 3,
    deep: { token: '[hidden]', n: 1 },
  })
  expect(to).toMatchObject({
    name: 'B',
    apiKey: '[hidden]',
    budgetTokens: 4,
    deep: { token: '[hidden]', n: 2 },
  })
  expect(String(to?.long)).toHaveLength(301)
  expect(JSON.stringify({ from, to })).not.toContain('sk-')
})
