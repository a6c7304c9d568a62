import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#lib/db/testing.ts'
import { createTurnStore, type TurnStore } from './turn-store.ts'
import type { TurnStart } from './turn-writes.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let turns: TurnStore

beforeAll(async () => {
  database = await createTestDatabase()
  turns = createTurnStore(database.pool, 'here')
  const users = ['ann', 'bob'].map((id) => ({ id, name: id, email: `${id}@example.com` }))
  await database.prisma.user.createMany({ data: users })
  const agent = { id: 'agent', name: 'Agent', model: 'p/m', historyLimit: 20 }
  await database.prisma.agent.create({
    data: { ...agent, memory: {}, streaming: {}, deadlines: {} },
  })
})
afterAll(() => database.drop())

function start(chatId: string, userId: string, text: string): TurnStart {
  const userMessageId = crypto.randomUUID()
  const turnId = crypto.randomUUID()
  return {
    turnId,
    runId: turnId,
    mostRuns: null,
    chatId,
    userId,
    agentId: 'agent',
    model: 'p/m',
    requestedModel: null,
    chosenModel: null,
    chosenEffort: null,
    title: text,
    startedAt: new Date(),
    userMessage: { id: userMessageId, parentId: null, parts: [{ type: 'text', text }] },
    userMessageId,
    assistantMessageId: crypto.randomUUID(),
    continuesTurnId: null,
    isContinued: false,
    isNewChat: true,
    isTemporary: false,
    folderId: null,
    jobs: [],
  }
}

const read = (chatId: string) =>
  turns.read({ chatId, start: { kind: 'newest', id: null }, newId: null, limit: 50 })

test('turns that begin together begin each for itself', async () => {
  const [one, two, taken] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  await turns.begin(start(taken, 'ann', 'mine'))
  const results = await Promise.allSettled([
    turns.begin(start(one, 'ann', 'first "quoted" \\ 你好')),
    turns.begin(start(two, 'bob', 'second')),
    turns.begin(start(taken, 'bob', 'not mine')),
    turns.begin(start('no uuid', 'ann', 'broken')),
    turns.begin({ ...start(crypto.randomUUID(), 'nobody', 'unknown user') }),
  ])
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  expect(results.map((result) => 'value' in result && result.value)).toEqual([
    'begun',
    'begun',
    'gone',
    false,
    'gone',
  ])
  const [first, second, mine, unknown] = await Promise.all(
    [one, two, taken, crypto.randomUUID()].map(read),
  )
  expect(first?.branch[0]?.parts).toEqual([{ type: 'text', text: 'first "quoted" \\ 你好' }])
  expect(first?.branch.map(({ role, status }) => [role, status])).toEqual([
    ['user', 'complete'],
    ['assistant', 'streaming'],
  ])
  expect(second?.chat).toMatchObject({ userId: 'bob', agentId: 'agent', usesMemory: true })
  expect(mine?.chat?.userId).toBe('ann')
  expect(mine?.branch).toHaveLength(2)
  expect(unknown).toEqual({
    chat: null,
    folder: null,
    startId: null,
    isStartKnown: true,
    isNewIdTaken: false,
    isAnsweredElsewhere: false,
    branch: [],
  })
})

test('a chat that is deleted while its next turn is prepared does not come back', async () => {
  const chatId = crypto.randomUUID()
  const next = { ...start(chatId, 'ann', 'next'), isNewChat: false }
  await turns.begin(start(chatId, 'ann', 'first'))
  expect(await turns.begin(next)).toBe('begun')
  await database.prisma.chat.delete({ where: { id: chatId } })
  expect(await turns.begin({ ...next, turnId: crypto.randomUUID() })).toBe('gone')
  expect((await read(chatId)).chat).toBeNull()
})

test('of a chat with very long messages the newest are read', async () => {
  const chatId = crypto.randomUUID()
  const parts = [{ type: 'text' as const, text: 'x'.repeat(3_000_000) }]
  let parentId: string | null = null
  for (let count = 0; count < 5; count += 1) {
    const turn = start(chatId, 'ann', '')
    await turns.begin({ ...turn, userMessage: { id: turn.userMessageId, parentId, parts } })
    parentId = turn.assistantMessageId
  }
  const { branch } = await read(chatId)
  expect(branch.at(-1)?.id).toBe(parentId)
  expect(branch.filter(({ role }) => role === 'user')).toHaveLength(3)
})

test('answers that end together are each kept, with their own trace', async () => {
  const begun = ['a', 'b', 'c'].map((text) => start(crypto.randomUUID(), 'ann', text))
  await Promise.all(begun.map(turns.begin))
  const parts = (text: string) => [{ type: 'text' as const, text }]
  await Promise.all(
    begun.map(({ turnId, chatId, assistantMessageId: messageId, title }) =>
      turns.savePartial({ turnId, chatId, messageId, parts: parts(`${title}…`) }),
    ),
  )
  const partial = await Promise.all(begun.map(({ chatId }) => read(chatId)))
  expect(partial.map(({ branch }) => branch[1]?.parts)).toEqual(['a…', 'b…', 'c…'].map(parts))

  const long = 'x'.repeat(100_000)
  await Promise.all(
    begun.map(({ turnId, chatId, userMessageId, assistantMessageId, title }, index) =>
      turns.finish({
        turnId,
        chatId,
        userMessageId,
        assistantMessageId,
        parts: parts(title === 'c' ? long : `${title}!`),
        status: 'complete',
        statusReason: null,
        messageMetadata: {},
        userSearchText: title,
        answerSearchText: title,
        outcome: 'complete',
        timing: {
          turnId,
          ttfbMs: index,
          totalMs: 10.5,
          stages: [{ name: 'auth', startMs: 0, endMs: 1 }],
          inputTokens: 1,
          outputTokens: null,
          tokensPerSecond: 12.3,
          model: 'p/other',
        },
        turnMetadata: { memoryCache: 'hit' },
        jobs: [],
      }),
    ),
  )
  const ended = await Promise.all(begun.map(({ chatId }) => read(chatId)))
  expect(ended.map(({ branch }) => branch[1]?.status)).toEqual(Array(3).fill('complete'))
  expect(ended.map(({ branch }) => branch[1]?.parts)).toEqual(['a!', 'b!', long].map(parts))
  const traces = await database.prisma.turn.findMany({
    where: { id: { in: begun.map(({ turnId }) => turnId) } },
    orderBy: { ttfbMs: 'asc' },
  })
  expect(traces.map(({ id }) => id)).toEqual(begun.map(({ turnId }) => turnId))
  expect(traces[1]).toMatchObject({
    outcome: 'complete',
    ttfbMs: 1,
    totalMs: 10.5,
    outputTokens: null,
    model: 'p/other',
    stages: [{ name: 'auth', startMs: 0, endMs: 1 }],
    metadata: { memoryCache: 'hit' },
  })
})

test('a message stands behind the others when the clock was set back', async () => {
  const chatId = crypto.randomUUID()
  const first = start(chatId, 'ann', 'first')
  await turns.begin(first)
  const earlier = new Date(Date.now() - 7_200_000)
  const second = { ...start(chatId, 'ann', 'second'), isNewChat: false, startedAt: earlier }
  const parentId = first.assistantMessageId
  const { id = '', parts = [] } = second.userMessage ?? {}
  await turns.begin({ ...second, userMessage: { id, parentId, parts } })
  const { branch } = await read(chatId)
  expect(branch.at(-1)?.id).toBe(second.assistantMessageId)
  expect(branch).toHaveLength(4)
})
