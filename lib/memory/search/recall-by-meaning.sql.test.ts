import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing.ts'
import { embed as countWords } from '#lib/simulator/embeddings.ts'
import { seededRandom } from '#lib/simulator/seeded-random.ts'
import { createMemory, type Memory } from '../create-memory.ts'
import type { Embedder } from '../meaning/embedder.ts'
import { examQuestions } from '../meaning/embedding-exam-questions.ts'

let database: TestDatabase
let memory: Memory
let embedder: Embedder | null
const asked: string[][] = []
const errors: unknown[] = []

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  embedder = null
  asked.length = 0
  errors.length = 0
  memory = newMemory()
})

const newMemory = () =>
  createMemory(database, {
    onError: (error) => errors.push(error),
    findEmbedder: () => embedder,
    onUnembedded: async () => undefined,
  })

const concepts = [...examQuestions.latin, ...examQuestions.han]

/** Knows which texts of the exam belong together, and that a spouse is a better half. */
function understand(text: string): number[] {
  const exam = concepts.findIndex(([question, answer]) => text === question || text === answer)
  const concept = exam >= 0 ? exam : /spouse|better half/.test(text) ? concepts.length : -1
  return Array.from({ length: concepts.length + 2 }, (_, at) =>
    at === concept ? 1 : at === concepts.length + 1 ? 0.3 + (text.length % 7) / 50 : 0,
  )
}

const using = (vectorOf: (text: string) => number[], model = 'test/understands'): Embedder => ({
  model,
  async embed(texts) {
    asked.push(texts)
    return texts.map(vectorOf)
  },
})

const request = { agentId: 'none', limit: 3, budgetTokens: 400, deadlineMs: 10_000 }
const facts = [
  'My better half is called Maria.',
  'The bus stops at nine.',
  'Tea is in the kitchen.',
]
const question = 'Who is my spouse?'

async function newUser(texts = facts): Promise<string> {
  const id = crypto.randomUUID()
  await database.prisma.user.create({ data: { id, name: 'Ana', email: `${id}@lumos.test` } })
  await memory.importMemories(
    id,
    texts.map((text) => ({ text })),
  )
  return id
}

const recall = (userId: string, query = question, from = memory, deadlineMs = 10_000) =>
  from.recall({ ...request, userId, query, deadlineMs })
const texts = (found: { items: { text: string }[] }) => found.items.map(({ text }) => text)

test('finds by meaning what shares no word with the question', async () => {
  const userId = await newUser()
  expect(texts(await recall(userId))).toEqual([])
  embedder = using(understand)
  expect(await memory.embedSome(userId)).toBe(false)
  const found = await recall(userId)
  expect(found).toMatchObject({ meaning: 'used', cache: 'miss' })
  expect(texts(found)[0]).toBe(facts[0])
  expect(await recall(userId)).toMatchObject({ meaning: 'used', cache: 'hit' })
})

test('a model that only counts words, or says anything, changes nothing', async () => {
  const known = ['My garden has tulips.', 'A tulip costs two euros.', 'The garden gate is blue.']
  const userId = await newUser(known)
  const query = 'What is in my garden, tulips?'
  const random = seededRandom(1)
  const before = (await memory.search({ userId, query, limit: 10 })).items
  for (const [model, vectorOf] of [
    ['test/words', (text: string) => [...countWords(text, 256)]],
    ['test/chance', () => Array.from({ length: 64 }, () => random() - 0.5)],
    ['test/constant', () => [1, 1, 1]],
    ['test/zero', () => [0, 0, 0]],
  ] as const) {
    embedder = using(vectorOf, model)
    await memory.embedSome(userId)
    expect(await recall(userId, query)).toMatchObject({ meaning: 'off' })
    expect((await memory.search({ userId, query, limit: 10 })).items).toEqual(before)
  }
})

test('a slow model is not waited for, and its answer serves the next recall', async () => {
  const userId = await newUser()
  const fast = using(understand)
  embedder = fast
  await memory.embedSome(userId)
  await recall(userId, 'warms the exam up')
  const { promise, resolve } = Promise.withResolvers<number[][]>()
  embedder = { ...fast, embed: () => promise }
  const late = await recall(userId, 'Where is the spouse at nine?', memory, 60)
  expect(late).toMatchObject({ meaning: 'late', late: false })
  expect(texts(late)).toEqual([facts[1]])
  resolve([understand('Where is the spouse at nine?')])
  const next = await recall(userId, 'Where is the spouse at nine?', memory, 60)
  expect(next).toMatchObject({ meaning: 'used' })
  expect(texts(next)).toContain(facts[0])
})

test('a failing model is left alone for a while', async () => {
  const userId = await newUser()
  const embed = vi.fn(async () => {
    throw new Error('no model')
  })
  embedder = { model: 'test/fails', embed }
  expect(await recall(userId, 'When does the bus stop?')).toMatchObject({ meaning: 'failed' })
  const calls = embed.mock.calls.length
  const again = await recall(userId, 'When does the bus go?')
  expect(again.meaning).toBe('failed')
  expect(texts(again)).toEqual([facts[1]])
  expect(embed).toHaveBeenCalledTimes(calls)
  expect(errors).toHaveLength(1)
})

test('a draft stands for the message that it became', async () => {
  const userId = await newUser()
  embedder = using(understand)
  await memory.embedSome(userId)
  await recall(userId, 'Who is my spouse')
  const before = asked.length
  expect(texts(await recall(userId, 'Who is my spouse?'))[0]).toBe(facts[0])
  expect(asked).toHaveLength(before)
})

test('the model sees each text once, and again when text or model change', async () => {
  const userId = await newUser()
  embedder = using(understand)
  await memory.embedSome(userId)
  expect(asked.flat().sort()).toEqual([...facts].sort())
  asked.length = 0
  await memory.embedSome(userId)
  expect(asked).toEqual([])
  await database.prisma.memory.updateMany({
    where: { userId, text: facts[1] },
    data: { text: 'The bus stops at ten.' },
  })
  await memory.embedSome(userId)
  expect(asked.flat()).toEqual(['The bus stops at ten.'])
  asked.length = 0
  embedder = using(understand, 'test/other')
  await memory.embedSome(userId)
  expect(asked.flat()).toHaveLength(3)
})

test('what was seen before a failure is not asked for again', async () => {
  const userId = await newUser(Array.from({ length: 150 }, (_, n) => `Fact number ${n}.`))
  const good = using(understand)
  let calls = 0
  embedder = {
    ...good,
    embed: (texts, signal) => {
      calls += 1
      return calls === 2 ? Promise.reject(new Error('gone')) : good.embed(texts, signal)
    },
  }
  await expect(memory.embedSome(userId)).rejects.toThrow('gone')
  expect(await memory.embedSome(userId)).toBe(false)
  const seen = asked.flat()
  expect(seen).toHaveLength(150)
  expect(new Set(seen).size).toBe(150)
})

test('vectors go with their memory', async () => {
  const userId = await newUser()
  embedder = using(understand)
  await memory.embedSome(userId)
  const ofUser = { memory: { userId } }
  expect(await database.prisma.memoryVector.count({ where: ofUser })).toBe(3)
  const rows = await database.prisma.memory.findMany({ where: { userId } })
  await database.prisma.memory.deleteMany({ where: { userId } })
  const memoryId = { in: rows.map(({ id }) => id) }
  expect(await database.prisma.memoryVector.count({ where: { memoryId } })).toBe(0)
  await memory.changed(userId, null)
  expect(texts(await recall(userId))).toEqual([])
})
