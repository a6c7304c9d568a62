import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJobs } from '#lib/db/jobs.ts'
import { takeLostRuns } from '#lib/db/repositories/lost-runs.ts'
import { ask, createAgent, modelId, readUntil, services, setUpTurns } from '../chat/testing.ts'
import { publishEvent } from './publish-event.ts'
import { publishOpening } from './publish-opening.ts'
import { enqueueOverdue, startWebhooks } from './start-webhooks.ts'
import { addWebhook, deliveriesOf, type Receiver, startReceiver, verify } from './testing.ts'

setUpTurns()

let receiver: Receiver
/** Of another instance on the same database. */
let otherJobs: Awaited<ReturnType<typeof startJobs>>
beforeAll(async () => {
  receiver = await startReceiver()
  otherJobs = await startJobs(services.database.pool, () => undefined)
  await startWebhooks(services)
  await startWebhooks({ ...services, jobs: otherJobs })
})
afterAll(async () => {
  await otherJobs.stop()
  receiver.close()
})

const quick = 'sim:ttfb=1,gap=0,tokens=2'
const query = (sql: string, values: unknown[] = []) => services.database.pool.query(sql, values)

async function takeTurn(agentId: string, more: object = {}) {
  const chatId = crypto.randomUUID()
  const response = await ask(chatId, agentId, 'The secret word is marzipan.', more)
  await response.text()
  return { chatId, turnId: response.headers.get('x-lumos-turn-id') ?? '' }
}

/** What arrives at a path of an event. */
async function arrived(path: string, eventId: string) {
  const find = () => receiver.at(path).find(({ headers }) => headers['webhook-id'] === eventId)
  await expect.poll(find).toBeDefined()
  const found = find()
  if (!found) throw new Error(`${eventId} did not arrive.`)
  return found
}

test('an ended turn arrives with its figures and without its texts', async () => {
  const { secret } = await addWebhook(`${receiver.origin}/turns`, { events: ['turn.ended'] })
  const agentId = await createAgent(quick)
  const { chatId, turnId } = await takeTurn(agentId)
  const request = await arrived('/turns', `turn-ended-${turnId}`)
  const { type, data } = request.payload
  expect(verify(secret, request)).toEqual(request.payload)
  expect(type).toBe('turn.ended')
  expect(data).toMatchObject({
    ...{ turnId, chatId, status: 'complete', statusReason: null, model: modelId(quick) },
    ...{ agent: { id: agentId, name: 'Agent' }, ttfbMs: expect.any(Number), waitMs: null },
    ...{ inputTokens: expect.any(Number), outputTokens: 2 },
  })
  expect(request.body).not.toContain('marzipan')
  expect(request.body).not.toContain('tok0')
})

test('texts come along where an admin wants them, and never of temporary chats', async () => {
  const fields = { events: ['turn.ended'], includesTexts: true }
  const { id } = await addWebhook(`${receiver.origin}/texts`, fields)
  const agentId = await createAgent(quick)
  const kept = await takeTurn(agentId)
  const { payload } = await arrived('/texts', `turn-ended-${kept.turnId}`)
  const texts = { question: 'The secret word is marzipan.', answer: 'tok0 tok1' }
  expect(payload.data.texts).toEqual(texts)
  const temporary = await takeTurn(agentId, { temporary: true })
  const without = await arrived('/texts', `turn-ended-${temporary.turnId}`)
  expect(without.payload.data.texts).toBeUndefined()
  expect(JSON.stringify(await deliveriesOf(id))).not.toContain('marzipan')
})

test('a turn that misses its agent’s budget says so, one within it does not', async () => {
  await addWebhook(`${receiver.origin}/budgets`, { events: ['budget.missed'] })
  const slow = await createAgent('sim:ttfb=30,gap=0,tokens=2', { ttfbBudgetMs: 1 })
  const within = await takeTurn(await createAgent(quick, { ttfbBudgetMs: 600_000 }))
  const missed = await takeTurn(slow)
  const { payload } = await arrived('/budgets', `budget-missed-${missed.turnId}`)
  expect(payload.data).toMatchObject({
    ...{ budget: 'ttfb', budgetMs: 1, agent: { id: slow }, turnId: missed.turnId },
  })
  expect(payload.data.ttfbMs).toBeGreaterThan(1)
  expect(JSON.stringify(receiver.at('/budgets'))).not.toContain(within.turnId)
})

test('a turn that ended with its instance is told of by another one', async () => {
  await addWebhook(`${receiver.origin}/lost`, { events: ['turn.ended'] })
  const agentId = await createAgent('sim:ttfb=1,gap=20,tokens=100000')
  const chatId = crypto.randomUUID()
  const response = await ask(chatId, agentId, 'Hello')
  const turnId = response.headers.get('x-lumos-turn-id') ?? ''
  const reader = await readUntil(response, 'tok3')
  await takeLostRuns(services.database.pool, {
    ...{ instanceId: 'another', home: null, turnIds: [] },
    ...{ isAlone: true, areLeasesCurrent: true },
  })
  const { payload } = await arrived('/lost', `turn-ended-${turnId}`)
  const status = { status: 'interrupted', statusReason: 'process-ended' }
  expect(payload.data).toMatchObject({ turnId, ...status })
  await services.runs.stop({ chatId }, 'user')
  await reader.cancel()
})

test('without a webhook that wants it, a turn leaves no job', async () => {
  await query('UPDATE "Webhook" SET enabled = false')
  const { turnId } = await takeTurn(await createAgent(quick))
  await services.background.settled()
  const { rows } = await query(
    `SELECT key FROM "TurnJob" WHERE name = 'turn-events'
     UNION ALL SELECT id::text FROM pgboss.job WHERE data->>'turnId' = $1`,
    [turnId],
  )
  expect(rows).toEqual([])
})

test('of several instances that publish and deliver an event, one sends it', async () => {
  await addWebhook(`${receiver.origin}/several`, { events: ['backup.failed'] })
  const ids = Array.from({ length: 20 }, () => crypto.randomUUID())
  const data = {
    ...{ backupId: 'b', trigger: 'manual' as const, host: 'here', reason: 'No.' },
    startedAt: new Date(0).toISOString(),
  }
  const publishing = ids.flatMap((id) =>
    [services.jobs, otherJobs].map((jobs) =>
      publishEvent(jobs, { id, type: 'backup.failed', at: new Date(0), data }),
    ),
  )
  await Promise.all(publishing)
  await Promise.all(ids.map((id) => arrived('/several', id)))
  await services.jobs.forwardTurnJobs()
  expect(
    receiver
      .at('/several')
      .map(({ headers }) => headers['webhook-id'])
      .sort(),
  ).toEqual(ids.sort())
})

test('a retry is made by another instance when the first one is gone', async () => {
  const { id } = await addWebhook(`${receiver.origin}/restart`, { events: ['breaker.opened'] })
  let status = 500
  receiver.answer('/restart', (response) => {
    response.writeHead(status).end()
    status = 200
  })
  const third = await startJobs(services.database.pool, () => undefined)
  const opening = { modelId: 'sim/slow', reason: 'deadline-first-token', nextTrialAt: new Date(0) }
  await publishOpening({ jobs: third, instanceId: 'third' }, opening)
  await third.stop()
  const hurry = async () => {
    const [delivery] = await deliveriesOf(id)
    await query(`UPDATE pgboss.job SET start_after = now() WHERE data->>'deliveryId' = $1`, [
      delivery?.id,
    ])
    return delivery?.status
  }
  await expect.poll(hurry).toBe('delivered')
  const [first, second, ...more] = receiver.at('/restart')
  expect(more).toEqual([])
  expect(second?.payload).toEqual(first?.payload)
  expect(first?.payload.data).toEqual({
    ...{ model: 'sim/slow', provider: 'sim', reason: 'deadline-first-token' },
    ...{ nextTrialAt: '1970-01-01T00:00:00.000Z', instanceId: 'third' },
  })
})

test('a receiver that hangs delays no other one', async () => {
  const hanging = Array.from({ length: 30 }, (_, at) => `/hanging${at}`)
  for (const path of hanging) {
    receiver.answer(path, () => undefined)
    await addWebhook(receiver.origin + path, { events: ['breaker.opened'] })
  }
  await addWebhook(`${receiver.origin}/healthy`, { events: ['breaker.opened'] })
  const opening = { modelId: 'sim/other', reason: 'unreachable', nextTrialAt: new Date(0) }
  await publishOpening(services, opening)
  await expect.poll(() => receiver.at('/healthy')).toHaveLength(1)
  await query('DELETE FROM "Webhook" WHERE url LIKE $1', [`${receiver.origin}/hanging%`])
})

test('a delivery whose job was lost is found', async () => {
  const { id } = await addWebhook(`${receiver.origin}/overdue`)
  const payload = { type: 'backup.failed', timestamp: '', data: {} }
  const nextAttemptAt = new Date(Date.now() - 11 * 60_000)
  const delivery = { webhookId: id, type: payload.type, payload, nextAttemptAt }
  const { prisma } = services.database
  await prisma.webhookDelivery.create({ data: { ...delivery, eventId: 'overdue' } })
  await enqueueOverdue(services)
  await arrived('/overdue', 'overdue')
})

test('a turn of the OpenAI-compatible API arrives as well', async () => {
  await addWebhook(`${receiver.origin}/api`, { events: ['turn.ended'], includesTexts: true })
  const user = await services.database.prisma.user.findFirstOrThrow()
  const turnId = crypto.randomUUID()
  await services.apiTurns.save({
    ...{ turnId, userId: user.id, agentId: null, instanceId: 'here', outcome: 'error' },
    ...{ outcomeReason: 'unreachable', startedAt: '2026-01-01T00:00:00.000Z' },
    metadata: { costUsd: 0.25 },
    timing: {
      ...{ turnId, ttfbMs: null, totalMs: 1_000, stages: [], model: 'sim/m' },
      ...{ inputTokens: null, outputTokens: null, tokensPerSecond: null },
    },
  })
  const { payload } = await arrived('/api', `turn-ended-${turnId}`)
  expect(payload.timestamp).toBe('2026-01-01T00:00:01.000Z')
  expect(payload.data).toMatchObject({
    ...{ chatId: null, agent: null, status: 'error', statusReason: 'unreachable', costUsd: 0.25 },
  })
})
