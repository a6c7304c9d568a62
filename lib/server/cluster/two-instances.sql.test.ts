import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJobs } from '#lib/db/jobs.ts'
import { takeLostRuns } from '#lib/db/repositories/lost-runs.ts'
import { parseEnv } from '#lib/env.ts'
import {
  ask,
  createAgent,
  framesOf,
  readChat,
  readUntil,
  services,
  setUpTurns,
  textOfFrames,
} from '../chat/testing.ts'
import { loadProviders, refreshProviders } from '../providers/load-providers.ts'
import { createServices, type Services } from '../services.ts'
import { testSecurity } from '../testing.ts'
import { hearInstances } from './hear-instances.ts'
import { takeOver } from './take-over.ts'

setUpTurns()

let other: Services
const endings: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  const { database } = services
  const jobs = await startJobs(database.pool, () => undefined)
  const env = parseEnv({ LUMOS_LOCAL_DISCOVERY: 'off' })
  other = createServices({ env, database, jobs, ...testSecurity })
  const hearing = await Promise.all([services, other].map(hearInstances))
  const logs = await Promise.all([services, other].map(({ runs }) => runs.listen()))
  await loadProviders(other)
  endings.push(jobs.stop, other.models.close, ...[...hearing, ...logs].map(({ close }) => close))
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

test('a dead instance’s run is continued for its readers, and its own late words are lost', async () => {
  const tokens = Array.from({ length: 400 }, (_, at) => `tok${at}`).join(' ')
  const model = 'sim:ttfb=1,gap=5,tokens=400'
  const agentId = await createAgent(model, { onInstanceLoss: 'continue' })
  const chatId = crypto.randomUUID()
  const asked = await readUntil(await ask(chatId, agentId, 'Hello'), 'tok9')
  const user = await services.database.prisma.user.findFirstOrThrow()
  const elsewhere = await other.runs.read({ chatId, userId: user.id }, AbortSignal.timeout(60_000))
  if (!elsewhere) throw new Error('The other instance does not find the run.')
  const hasEnough = Promise.withResolvers<void>()
  const reading = (async () => {
    let text = ''
    for await (const bytes of elsewhere) {
      text += Buffer.from(bytes).toString()
      if (text.includes('tok40')) hasEnough.resolve()
    }
    return text
  })()
  await hasEnough.promise
  const [lost] = await takeLostRuns(services.database.pool, {
    ...{ instanceId: other.instanceId, home: null, turnIds: [] },
    ...{ isAlone: true, areLeasesCurrent: true },
  })
  if (!lost) throw new Error('The run is not lost.')
  await takeOver(other, lost)
  // The first instance goes on meanwhile, as one that was frozen does.
  const frames = framesOf(await reading)
  expect(textOfFrames(frames)).toBe(tokens)
  expect(frames.filter(({ type }) => type === 'start')).toHaveLength(1)
  expect(frames.at(-1)?.type).toBe('finish')
  await other.background.settled()
  await services.background.settled()
  const answer = (await readChat(chatId)).messages[1]
  expect(answer).toMatchObject({ status: 'complete', parts: [{ text: tokens }] })
  const turns = await services.database.prisma.turn.findMany({ where: { chatId } })
  expect(turns.map(({ outcome }) => outcome).sort()).toEqual(['complete', 'interrupted'])
  await asked.cancel()
})

test('what changes on one instance is what the other uses', async () => {
  await other.agents.list()
  await refreshProviders(other)
  const agentId = await createAgent(endless)
  await expect.poll(() => other.agents.find(agentId)).not.toBeNull()
  const [provider] = await services.database.prisma.provider.findMany()
  const slug = provider?.slug ?? ''
  expect(other.models.connection(slug)).toBeDefined()
  await services.database.prisma.provider.update({
    where: { slug },
    data: { baseUrl: 'http://127.0.0.1:9/v1' },
  })
  await expect.poll(() => other.models.connection(slug)?.baseUrl).toBe('http://127.0.0.1:9/v1')
})
