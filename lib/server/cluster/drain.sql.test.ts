import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startJobs } from '#lib/db/jobs.ts'
import { parseEnv } from '#lib/env.ts'
import {
  ask,
  createAgent,
  readChat,
  readUntil,
  setUpTurns,
  services as started,
} from '../chat/testing.ts'
import { loadProviders } from '../providers/load-providers.ts'
import { createServices, type Services } from '../services.ts'
import { call, testSecurity } from '../testing.ts'
import { drain } from './drain.ts'
import { createDraining } from './draining.ts'
import { hearInstances } from './hear-instances.ts'
import { keepLease } from './keep-lease.ts'
import { takeOver } from './take-over.ts'

setUpTurns()

let other: Services
const endings: (() => unknown)[] = []

beforeAll(async () => {
  const { database } = started
  const jobs = await startJobs(database.pool, () => undefined)
  const env = parseEnv({ LUMOS_LOCAL_DISCOVERY: 'off', DATABASE_URL: database.url })
  other = createServices({ env, database, jobs, ...testSecurity })
  const hearing = await Promise.all([started, other].map(hearInstances))
  const logs = await Promise.all([started, other].map(({ runs }) => runs.listen()))
  await loadProviders(other)
  const lease = await keepLease(other, {
    home: null,
    onTaken: (run) => other.background.add(takeOver(other, run)),
    onCounted: () => undefined,
  })
  endings.push(jobs.stop, other.models.close, other.mcp.close, lease.close)
  endings.push(...[...hearing, ...logs].map(({ close }) => close))
})
afterAll(async () => {
  await other.runs.stop({}, 'shutdown')
  await other.background.settled()
  await Promise.all(endings.map((end) => end()))
})

const endless = 'sim:ttfb=1,gap=5,tokens=100000'

/** Gives the instance that the tests ask a lease and patience. It drains when asked to. */
async function joinStarted({
  drainMs,
  noticeMs,
  draining = createDraining(),
}: {
  drainMs?: number
  noticeMs?: number
  draining?: Services['draining']
}) {
  const env = { ...parseEnv({ DATABASE_URL: started.database.url }), drainMs }
  const services = { ...started, draining, env }
  const lease = await keepLease(services, {
    home: null,
    onTaken: () => undefined,
    onCounted: () => undefined,
  })
  const onWait = vi.fn()
  const hurry = new AbortController()
  return {
    onWait,
    hurry,
    drain: () =>
      drain(services, {
        ...{ handOver: lease.handOver, onWait, hurry: hurry.signal },
        ...(noticeMs && { noticeMs }),
      }).finally(lease.close),
  }
}

async function startAnswer(model: string, more: object = {}) {
  const chatId = crypto.randomUUID()
  const reader = await readUntil(await ask(chatId, await createAgent(model, more), 'Hello'), 'tok3')
  return { chatId, reader }
}

test('an answer that takes too long goes on elsewhere, or is marked with all its text', async () => {
  const instance = await joinStarted({ drainMs: 0 })
  const goesOn = await startAnswer(endless, { onInstanceLoss: 'continue' })
  const isMarked = await startAnswer(endless)
  await instance.drain()
  expect(started.heldRuns.turnIds()).toEqual([])
  // While the run is being taken over, the turn of the first instance is held as well.
  await expect.poll(() => other.heldRuns.turnIds(), { timeout: 30_000 }).toHaveLength(1)
  expect((await readChat(isMarked.chatId)).messages[1]).toMatchObject({
    status: 'interrupted',
    statusReason: 'shutdown',
  })
  expect(await other.runs.stop({ chatId: goesOn.chatId }, 'user')).toBe(1)
  expect((await readChat(goesOn.chatId)).messages[1]).toMatchObject({ status: 'stopped' })
  await Promise.all([goesOn.reader.cancel(), isMarked.reader.cancel()])
})

test('a second signal ends the waiting, and hands nothing over', async () => {
  const { hurry, drain } = await joinStarted({ drainMs: 600_000 })
  const { chatId, reader } = await startAnswer(endless, { onInstanceLoss: 'continue' })
  const ended = drain()
  hurry.abort()
  await ended
  expect(started.heldRuns.turnIds()).toHaveLength(1)
  await started.runs.stop({ chatId }, 'shutdown')
  await reader.cancel()
})

test('a completion of /v1 is waited for', async () => {
  const draining = createDraining()
  const end = draining.admit()
  const { onWait, drain } = await joinStarted({ drainMs: 600_000, draining })
  onWait.mockImplementation(end)
  await drain()
  expect(onWait).toHaveBeenCalledWith(609_000)
  expect(() => draining.admit()).toThrow('Try again in a moment')
})

test('an instance alone takes no new answers while it waits for the running ones', async () => {
  const draining = createDraining()
  const end = draining.admit()
  const env = { ...parseEnv({}), drainMs: 600_000 }
  const alone = { ...started, draining, env }
  const options = { handOver: vi.fn(), onWait: end, hurry: new AbortController().signal }
  await drain(alone, options)
  expect(() => draining.admit()).toThrow('Try again in a moment')
  expect(options.handOver).not.toHaveBeenCalled()
})

test('a running answer is waited for', async () => {
  const { onWait, drain } = await joinStarted({})
  const { chatId, reader } = await startAnswer('sim:ttfb=1,gap=5,tokens=300')
  await drain()
  expect(onWait).toHaveBeenCalledWith(39_000)
  expect((await readChat(chatId)).messages[1]).toMatchObject({ status: 'complete' })
  await reader.cancel()
})

test('beside others it is not ready, answers until they are chosen, and refuses then', async () => {
  const instance = await joinStarted({ draining: started.draining, noticeMs: 600_000 })
  const agentId = await createAgent('sim:ttfb=1,gap=5,tokens=300')
  const ended = instance.drain()
  expect((await call('GET', '/api/ready')).status).toBe(503)
  expect((await call('GET', '/api/health')).status).toBe(200)
  const reader = await readUntil(await ask(crypto.randomUUID(), agentId, 'Hello'), 'tok3')
  instance.hurry.abort()
  await ended
  const refused = await ask(crypto.randomUUID(), agentId, 'Hello')
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('2')
  expect((await refused.json()).error.code).toBe('shutting-down')
  await reader.cancel()
})
