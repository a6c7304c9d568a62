import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { createTestDatabase } from '#lib/db/testing.ts'
import { renewLease } from './instances.ts'
import { takeLostRuns } from './lost-runs.ts'
import { createTurnStore, type TurnStore } from './turn-store.ts'
import type { TurnStart } from './turn-writes.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let here: TurnStore
let there: TurnStore

beforeAll(async () => {
  database = await createTestDatabase()
  here = createTurnStore(database.pool, 'here')
  there = createTurnStore(database.pool, 'there')
  await database.prisma.user.create({ data: { id: 'ann', name: 'Ann', email: 'a@example.com' } })
  for (const onInstanceLoss of ['continue', 'mark'])
    await database.prisma.agent.create({
      data: {
        ...{ id: onInstanceLoss, name: 'Agent', model: 'p/m', historyLimit: 20, onInstanceLoss },
        ...{ memory: {}, streaming: {}, deadlines: {} },
      },
    })
})
afterAll(() => database.drop())

function start(more: Partial<TurnStart> = {}): TurnStart {
  const turnId = crypto.randomUUID()
  const userMessageId = crypto.randomUUID()
  return {
    ...{ turnId, runId: turnId, userMessageId, assistantMessageId: crypto.randomUUID() },
    ...{ chatId: crypto.randomUUID(), userId: 'ann', agentId: 'mark', model: 'p/m' },
    ...{ requestedModel: null, title: '', startedAt: new Date(), mostRuns: null },
    userMessage: { id: userMessageId, parentId: null, parts: textParts('Hello') },
    ...{ isContinued: false, isNewChat: true, isTemporary: false },
    ...{ chosenModel: null, chosenEffort: null, folderId: null, continuesTurnId: null },
    jobs: [],
    ...more,
  }
}

const textParts = (text: string): LumosMessage['parts'] => [{ type: 'text', text }]

function endOf(turn: TurnStart, text: string) {
  const { turnId, chatId, userMessageId, assistantMessageId } = turn
  return {
    ...{ turnId, chatId, userMessageId, assistantMessageId, parts: textParts(text) },
    ...({ status: 'complete', outcome: 'complete', statusReason: null } as const),
    ...{ messageMetadata: {}, turnMetadata: {}, userSearchText: '', answerSearchText: '' },
    jobs: [],
    timing: {
      ...{ turnId, ttfbMs: 1, totalMs: 2, stages: [], model: 'p/m' },
      ...{ inputTokens: null, outputTokens: null, tokensPerSecond: null },
    },
  }
}

const answerOf = ({ chatId, assistantMessageId: id }: TurnStart) =>
  database.prisma.message.findUniqueOrThrow({ where: { chatId_id: { chatId, id } } })

/** What `there` finds of the runs of dead instances. */
const take = (more: Partial<Parameters<typeof takeLostRuns>[1]> = {}) =>
  takeLostRuns(database.pool, {
    ...{ instanceId: 'there', home: null, turnIds: [], isAlone: false, areLeasesCurrent: true },
    ...more,
  })

async function die(instanceId: string) {
  await renewLease(database.pool, { id: instanceId, home: null, version: '' })
  await database.pool.query(
    `UPDATE "Instance" SET "lastSeenAt" = now() - interval '7 s' WHERE id = $1`,
    [instanceId],
  )
}

test('a chat is answered by one instance at a time', async () => {
  const turn = start()
  const again = start({ chatId: turn.chatId, isNewChat: false })
  const both = await Promise.all([here.begin(turn), there.begin({ ...turn, turnId: 'other' })])
  expect(both.sort()).toEqual(['begun', 'claimed'])
  const { rows } = await database.pool.query(`SELECT "instanceId" FROM "RunClaim"`)
  const [owner, other] = rows[0].instanceId === 'here' ? [here, there] : [there, here]
  expect(await other.begin(again)).toBe('claimed')
  const query = {
    ...{ chatId: turn.chatId, newId: null, limit: 10 },
    start: { kind: 'newest' as const, id: null },
  }
  expect((await other.read(query)).isAnsweredElsewhere).toBe(true)
  expect((await owner.read(query)).isAnsweredElsewhere).toBe(false)
  await owner.finish(
    endOf({ ...turn, turnId: rows[0].instanceId === 'here' ? turn.turnId : 'other' }, 'Hi'),
  )
  expect((await other.read(query)).isAnsweredElsewhere).toBe(false)
  expect(await other.begin(again)).toBe('begun')
  await other.finish(endOf(again, 'Hi'))
})

test('the runs of a user are counted over all instances', async () => {
  const turns = [start({ mostRuns: 2 }), start({ mostRuns: 2 }), start({ mostRuns: 2 })] as const
  expect(await here.begin(turns[0])).toBe('begun')
  expect(await there.begin(turns[1])).toBe('begun')
  expect(await here.begin(turns[2])).toBe('too-many')
  await here.finish(endOf(turns[0], ''))
  expect(await here.begin(turns[2])).toBe('begun')
  await Promise.all([there.finish(endOf(turns[1], '')), here.finish(endOf(turns[2], ''))])
})

test('an answer of a dead instance is marked, and what that one saves later changes nothing', async () => {
  const turn = start()
  await here.begin(turn)
  await here.savePartial({ ...turn, messageId: turn.assistantMessageId, parts: textParts('Half') })
  await die('here')
  expect(await take()).toEqual([])
  const { turnId, chatId, assistantMessageId: messageId } = turn
  await here.savePartial({ turnId, chatId, messageId, parts: textParts('Late') })
  await here.finish(endOf(turn, 'Later'))
  const marked = { status: 'interrupted', statusReason: 'process-ended', parts: textParts('Half') }
  expect(await answerOf(turn)).toMatchObject(marked)
  expect(await database.prisma.turn.findUnique({ where: { id: turnId } })).toMatchObject({
    outcome: 'interrupted',
  })
  expect(await database.prisma.runClaim.count()).toBe(0)
})

test('a run is taken over once, and its first instance can no longer save', async () => {
  const turn = start({ agentId: 'continue' })
  await here.begin(turn)
  await die('here')
  const [one, two] = await Promise.all([take(), take({ instanceId: 'third' })])
  const [taken] = [...one, ...two]
  expect([...one, ...two]).toHaveLength(1)
  expect(taken).toMatchObject({ runId: turn.turnId, chatId: turn.chatId, userId: 'ann' })
  const taker = createTurnStore(database.pool, one.length > 0 ? 'there' : 'third')
  expect(await answerOf(turn)).toMatchObject({ status: 'streaming' })
  const next = start({
    ...{ chatId: turn.chatId, runId: turn.runId, isNewChat: false, isContinued: true },
    ...{ assistantMessageId: turn.assistantMessageId, userMessage: null },
  })
  await here.finish(endOf(turn, 'of the dead'))
  expect(await taker.begin(next)).toBe('begun')
  await here.finish(endOf(turn, 'of the dead'))
  expect(await answerOf(turn)).toMatchObject({ status: 'streaming', parts: [] })
  await taker.finish(endOf(next, 'whole'))
  expect(await answerOf(turn)).toMatchObject({ status: 'complete', parts: textParts('whole') })
})

test('an instance is not dead while leases are not current, nor its runs before it has a lease', async () => {
  const turn = start()
  await here.begin(turn)
  await database.prisma.instance.deleteMany()
  await take()
  await die('here')
  await take({ areLeasesCurrent: false })
  expect(await answerOf(turn)).toMatchObject({ status: 'streaming' })
  await here.finish(endOf(turn, 'Hi'))
  expect(await answerOf(turn)).toMatchObject({ status: 'complete' })
})

test('the next process of a data directory knows at once that the earlier one is dead', async () => {
  const turn = start()
  await here.begin(turn)
  await database.prisma.instance.deleteMany()
  await renewLease(database.pool, { id: 'here', home: 'home', version: '' })
  await take({ home: 'another', areLeasesCurrent: false })
  expect(await answerOf(turn)).toMatchObject({ status: 'streaming' })
  await take({ home: 'home', areLeasesCurrent: false })
  expect(await answerOf(turn)).toMatchObject({ status: 'interrupted' })
})
