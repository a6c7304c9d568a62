import { afterAll, beforeAll } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing.ts'
import { createMemory, type Memory } from './create-memory.ts'
import { extractByRule } from './learn/extract-by-rule.ts'

export let database: TestDatabase
export let memory: Memory

/** A database with a memory for the tests of a file. */
export function setUpMemory() {
  beforeAll(async () => {
    database = await createTestDatabase()
    memory = newMemory()
  })
  afterAll(() => database.drop())
}

/** The memory as another process has it. */
export function newMemory(): Memory {
  return createMemory(database, {
    onError(error) {
      throw error
    },
    findEmbedder: () => null,
    onUnembedded: async () => undefined,
  })
}

export async function newUser(): Promise<string> {
  const id = crypto.randomUUID()
  await database.prisma.user.create({ data: { id, name: 'Ana', email: `${id}@lumos.test` } })
  return id
}

/** Takes in what the rules find in a message. */
export function learn(userId: string, text: string, from = memory, saidAt = new Date()) {
  const source = { userId, agentId: null, chatId: null, messageId: null, saidAt }
  return from.learn(source, extractByRule(text, saidAt))
}

export async function liveTexts(userId: string): Promise<string[]> {
  const rows = await database.prisma.memory.findMany({
    where: { userId, validTo: null },
    orderBy: { createdAt: 'asc' },
  })
  return rows.map(({ text }) => text)
}

export async function found(userId: string, query: string, from = memory): Promise<string[]> {
  return (await from.search({ userId, query, limit: 5 })).items.map(({ text }) => text)
}
