import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChatDetail } from '#lib/contracts/chat/chat.ts'
import type { Services } from '../services.ts'
import { call, signUp, startTestServices } from '../testing.ts'

let services: Services
let stop: () => Promise<void>
let cookie: string
let userId: string

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  userId = (await services.database.prisma.user.findFirstOrThrow()).id
})
afterAll(() => stop())

/** Rows of `id parentId` in the order of their times. */
async function createChat(rows: [id: string, parentId: string | null][]): Promise<string> {
  const messages = rows.map(([id, parentId], second) => ({
    ...{ id, parentId, role: /^q/.test(id) ? 'user' : 'assistant' },
    parts: [{ type: 'text', text: id }],
    createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, second)),
  }))
  const { id } = await services.database.prisma.chat.create({
    data: { id: crypto.randomUUID(), userId, messages: { create: messages } },
  })
  return id
}

/** q1 → a1 → q2 → … */
const line = (pairs: number): [string, string | null][] =>
  Array.from({ length: pairs }, (_, index): [string, string | null][] => [
    [`q${index + 1}`, index === 0 ? null : `a${index}`],
    [`a${index + 1}`, `q${index + 1}`],
  ]).flat()

async function read(id: string, query: Record<string, string | number>) {
  const parameters = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  )
  const response = await call('GET', `/api/chats/${id}?${parameters}`, { cookie })
  return {
    status: response.status,
    body: (await response.json()) as ChatDetail & { error: object },
  }
}
const ids = ({ body }: { body: ChatDetail }) => body.messages.map(({ id }) => id).join(' ')

test('the pages of a chat hold each message of its branch once', async () => {
  const id = await createChat(line(5))
  const newest = await read(id, { limit: 4 })
  expect(ids(newest)).toBe('q4 a4 q5 a5')
  const older = await read(id, { limit: 4, before: newest.body.nextCursor ?? '' })
  expect(ids(older)).toBe('q2 a2 q3 a3')
  const oldest = await read(id, { limit: 4, before: older.body.nextCursor ?? '' })
  expect(ids(oldest)).toBe('q1 a1')
  expect(oldest.body.nextCursor).toBeNull()
  expect((await read(id, { limit: 10 })).body.nextCursor).toBeNull()
})

test('a page is of the shown branch, and names the siblings of its messages', async () => {
  const id = await createChat([...line(3), ['a2b', 'q2'], ['q3b', 'a2b'], ['q1b', null]])
  expect(ids(await read(id, { limit: 9 }))).toBe('q1b')
  await call('PATCH', `/api/chats/${id}`, { cookie, body: { leafId: 'a2' } })
  const { body } = await read(id, { limit: 4 })
  expect(ids({ body })).toBe('q2 a2 q3 a3')
  expect(body.messages.map(({ siblings }) => siblings?.join(' '))).toEqual([
    ...['q2', 'a2 a2b', 'q3', 'a3'],
  ])
  expect((await read(id, { limit: 9 })).body.messages[0]?.siblings).toEqual(['q1', 'q1b'])
})

test('a page reaches up to a message, on whichever branch it is', async () => {
  const id = await createChat([...line(4), ['a2b', 'q2'], ['q3b', 'a2b'], ['a4b', 'q4']])
  expect(ids(await read(id, { limit: 2, from: 'a2' }))).toBe('q1 a1 q2 a2 q3 a3 q4 a4b'.slice(3))
  expect(ids(await read(id, { limit: 1, from: 'a4' }))).toBe('q4 a4')
  expect(ids(await read(id, { limit: 1, from: 'a2b' }))).toBe('q2 a2b q3b')
})

test('a page shows the branch of the running turn', async () => {
  const id = await createChat([...line(2), ['a1b', 'q1']])
  await services.database.prisma.turn.create({
    data: {
      ...{ id: crypto.randomUUID(), userId, chatId: id, instanceId: 'test', model: 'a/b' },
      assistantMessageId: 'a2',
    },
  })
  expect(ids(await read(id, { limit: 9 }))).toBe('q1 a1 q2 a2')
})

test('wrong limits, cursors and messages are named', async () => {
  const id = await createChat(line(1))
  const cursor = Buffer.from('["other"]').toString('base64url')
  for (const [query, field] of [
    [{ limit: 0 }, 'limit'],
    [{ limit: 'many' }, 'limit'],
    [{ limit: 2, before: 'nonsense' }, 'before'],
    [{ limit: 2, before: cursor }, 'before'],
    [{ limit: 2, from: 'other' }, 'from'],
    [{ limit: 2, after: 'x' }, 'after'],
  ] as const) {
    const { status, body } = await read(id, query)
    expect({ status, error: body.error }).toMatchObject({ status: 400, error: { field } })
  }
})
