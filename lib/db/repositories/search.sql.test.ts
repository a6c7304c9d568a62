import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchableText, searchTerms } from '#lib/memory/text/tokenise.ts'
import { createTestDatabase, type TestDatabase } from '../testing.ts'
import { searchChatRows } from './search.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  for (const id of ['ada-1', 'bob-1'])
    await database.prisma.user.create({ data: { id, name: id, email: `${id}@example.com` } })
})
afterAll(() => database.drop())

let minutes = 0
async function addChat(userId: string, title: string, ...texts: string[]): Promise<string> {
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes, second))
  minutes++
  const messages = texts.map((text, index) => ({
    ...{ id: `m${index}`, role: 'user', createdAt: at(index), searchText: searchableText(text) },
    parts: [{ type: 'text', text }],
  }))
  const { id } = await database.prisma.chat.create({
    data: {
      ...{ id: crypto.randomUUID(), userId, title, createdAt: at(0), updatedAt: at(0) },
      messages: { create: messages },
    },
  })
  return id
}

async function search(query: string, { limit = 10, before = null as Date | null } = {}) {
  const words = { words: query.split(/\s+/), terms: searchTerms(query) }
  const rows = await searchChatRows(database.pool, {
    ...{ userId: 'ada-1', limit, ...words },
    before: before && { at: before, id: '00000000-0000-0000-0000-000000000000' },
  })
  return rows.map(({ id, messageId, text }) => ({ id, messageId, text }))
}

test('a search finds the newest message with all words, of its user alone', async () => {
  const found = await addChat('ada-1', 'Zoo', 'A wombat.', 'The wombat Quillon.', 'Quillon wombats')
  await addChat('ada-1', 'Other', 'A wombat without a name.')
  await addChat('bob-1', 'Zoo', 'The wombat Quillon.')
  expect(await search('Quillon wombat')).toEqual([
    { id: found, messageId: 'm2', text: 'Quillon wombats' },
  ])
  expect(await search('Quillon xylophone')).toEqual([])
})

test('accents, apostrophes, case and width make no difference, in messages and titles', async () => {
  const cafe = await addChat('ada-1', 'L’Été à Genève', 'A naïve café, don’t panic. ＡＢＣ麒麟山')
  for (const query of ['cafe', 'CAFÉ', "don't panic", 'don’t panic', 'abc', '麒麟'])
    expect(await search(query), query).toMatchObject([{ id: cafe, messageId: 'm0' }])
  for (const query of ["l'ete", 'geneve l’été', 'ENÈV'])
    expect(await search(query), query).toMatchObject([{ id: cafe, messageId: null }])
  expect(await search('100%_')).toEqual([])
  await database.pool.query(`UPDATE "Chat" SET title = 'Renamed' WHERE id = $1`, [cafe])
  expect(await search('geneve')).toEqual([])
})

test('frequent words are found newest chat first, page by page', async () => {
  const ids: string[] = []
  for (let index = 0; index < 9; index++)
    ids.unshift(await addChat('ada-1', '', index % 2 ? 'bare' : 'garden', 'gardens bare'))
  const found = async (...args: Parameters<typeof search>) =>
    (await search(...args)).map(({ id }) => id)
  expect(await found('garden', { limit: 2 })).toEqual(ids.slice(0, 2))
  expect(await found('gard bare', { limit: 7 })).toEqual(ids.slice(0, 7))
  expect(await found('garden', { limit: 100 })).toEqual(ids)
  expect(await found('garden', { limit: 100, before: new Date(2000, 0) })).toEqual([])
  expect((await search('gardens', { limit: 1 }))[0]?.messageId).toBe('m1')
})

test('chats in the bin and temporary ones are not found, and deleted ones leave no words', async () => {
  const [binned, temporary, deleted] = [
    await addChat('ada-1', 'Kazoo', 'kazoo'),
    await addChat('ada-1', 'Kazoo', 'kazoo'),
    await addChat('ada-1', 'Kazoo', 'kazoo'),
  ]
  await database.prisma.chat.update({ where: { id: binned }, data: { deletedAt: new Date() } })
  await database.prisma.chat.update({ where: { id: temporary }, data: { temporary: true } })
  expect(await search('kazoo')).toMatchObject([{ id: deleted }])
  await database.prisma.chat.delete({ where: { id: deleted } })
  expect(await search('kazoo')).toEqual([])
  const { rows } = await database.pool.query('SELECT 1 FROM "MessageWords" WHERE "chatId" = $1', [
    deleted,
  ])
  expect(rows).toEqual([])
})

test('updates of a message leave its indexes alone (HOT)', async () => {
  const chatId = await addChat('ada-1', 'Hot', 'first')
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    for (const change of [
      `parts = '[{"type": "text", "text": "longer"}]'`,
      `"searchText" = 'warm'`,
    ])
      await client.query(`UPDATE "Message" SET ${change} WHERE "chatId" = $1`, [chatId])
    const { rows } = await client.query(
      `SELECT pg_stat_get_xact_tuples_updated(c.oid)::int AS updated,
         pg_stat_get_xact_tuples_hot_updated(c.oid)::int AS hot
       FROM pg_class c WHERE c.oid = '"Message"'::regclass`,
    )
    expect(rows).toEqual([{ updated: 2, hot: 2 }])
    await client.query('COMMIT')
  } finally {
    client.release()
  }
  expect(await search('warm')).toMatchObject([{ id: chatId }])
  expect(await search('first')).not.toContainEqual(expect.objectContaining({ id: chatId }))
})
