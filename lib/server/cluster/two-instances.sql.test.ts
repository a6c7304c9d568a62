import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startJobs } from '#lib/db/jobs.ts'
import { parseEnv } from '#lib/env.ts'
import {
  ask,
  createAgent,
  framesOf,
  readChat,
  readUntil,
  services,
  setUpTurns,
} from '../chat/testing.ts'
import { refreshProviders } from '../providers/load-providers.ts'
import { createServices, type Services } from '../services.ts'
import { testSecurity } from '../testing.ts'
import { hearInstances } from './hear-instances.ts'

setUpTurns()

let other: Services
const endings: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  const { database } = services
  const jobs = await startJobs(database.pool, () => undefined)
  const env = parseEnv({ LUMOS_LOCAL_DISCOVERY: 'off' })
  other = createServices({ env, database, jobs, ...testSecurity })
  const hearing = await Promise.all([services, other].map(hearInstances))
  endings.push(jobs.stop, other.models.close, ...hearing.map(({ close }) => close))
})
afterAll(() => Promise.all(endings.map((end) => end())))

const endless = 'sim:ttfb=1,gap=5,tokens=100000'

test('a stop on another instance ends the run, which is saved as stopped', async () => {
  const chatId = crypto.randomUUID()
  const reader = await readUntil(await ask(chatId, await createAgent(endless), 'Hello'), 'tok3')
  const user = await services.database.prisma.user.findFirstOrThrow()
  expect(await other.runs.stop({ chatId, userId: 'somebody else' }, 'user')).toBe(0)
  expect(await other.runs.stop({ chatId, userId: user.id }, 'user')).toBe(1)
  expect((await readChat(chatId)).messages[1]).toMatchObject({ status: 'stopped' })
  await reader.cancel()
})

test('a run whose chat is gone ends without a word', async () => {
  const chatId = crypto.randomUUID()
  const reader = await readUntil(await ask(chatId, await createAgent(endless), 'Hello'), 'tok3')
  await services.database.prisma.chat.delete({ where: { id: chatId } })
  let rest = ''
  for (let read = await reader.read(); !read.done; read = await reader.read())
    rest += Buffer.from(read.value).toString()
  expect(framesOf(rest).some(({ type }) => ['finish', 'error', 'abort'].includes(type))).toBe(false)
})

test('what changes on one instance is what the other uses', async () => {
  await other.agents.list()
  await refreshProviders(other)
  const agentId = await createAgent(endless)
  await vi.waitFor(async () => expect(await other.agents.find(agentId)).not.toBeNull())
  const [provider] = await services.database.prisma.provider.findMany()
  const slug = provider?.slug ?? ''
  expect(other.models.connection(slug)).toBeDefined()
  await services.database.prisma.provider.update({
    where: { slug },
    data: { baseUrl: 'http://127.0.0.1:9/v1' },
  })
  await vi.waitFor(() =>
    expect(other.models.connection(slug)?.baseUrl).toBe('http://127.0.0.1:9/v1'),
  )
})
