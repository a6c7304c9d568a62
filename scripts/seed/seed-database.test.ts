import { afterAll, beforeAll, expect, test } from 'vitest'
import { listChats } from '#lib/server/chats/list-chats.ts'
import { diagnoseAgents } from '#lib/server/latency/diagnose-agents.ts'
import type { Services } from '#lib/server/services.ts'
import { post, startTestServices } from '#lib/server/testing.ts'
import { seedAgents } from './agents.ts'
import { seedPassword, seedUsers } from './people.ts'
import { type SeedResult, seedDatabase } from './seed-database.ts'

let services: Services
let stop: () => Promise<void>
let made: SeedResult
const now = new Date()

async function seed(isForced = false): Promise<SeedResult> {
  const { password } = await services.auth.$context
  return seedDatabase(services.database, { now, isForced, hashPassword: password.hash })
}

const tables = ['User', 'Account', 'Agent', 'Folder', 'Chat', 'Message', 'Turn', 'Memory']
async function countRows(): Promise<Record<string, number>> {
  const counts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await services.database.pool.query(
        `SELECT count(*)::int AS n FROM "${table}"`,
      )
      return [table, rows[0].n]
    }),
  )
  return Object.fromEntries(counts)
}

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  made = await seed()
})
afterAll(() => stop())

test('everybody it names can sign in', async () => {
  for (const { email } of seedUsers) {
    const body = { email, password: seedPassword }
    expect((await post('/api/auth/sign-in/email', { body })).status).toBe(200)
  }
})

test('the diagnosis finds what each agent was made for', async () => {
  services.models.setProviders([
    {
      slug: 'demo',
      kind: 'openai-compatible',
      baseUrl: 'http://127.0.0.1:9/v1',
      apiKey: undefined,
      headers: {},
      isPrivateAllowed: true,
    },
  ])
  services.agents.invalidate()
  const found = new Map(
    (await diagnoseAgents(services)).map(({ agent, findings }) => [agent.id, findings]),
  )
  const rules = seedAgents.map(({ id }) => [id, found.get(id)?.map(({ rule }) => rule)])
  expect(rules).toEqual(seedAgents.map(({ id, finding }) => [id, finding ? [finding] : []]))
})

test('chats are found by their words in both languages', async () => {
  const titles = async (userId: string, search: string) => {
    const { items } = await listChats(services, userId, { query: search, limit: 50 })
    return items.map(({ title }) => title)
  }
  expect(await titles('seed-tom', 'steaming oak')).toEqual(['Steaming a plank'])
  expect(await titles('seed-wei', '节流')).toEqual(['防抖和节流的区别'])
})

test('run again, it leaves the same rows and sets agents back', async () => {
  const before = await countRows()
  const { prisma } = services.database
  await prisma.agent.update({ where: { id: 'seed-coach' }, data: { model: 'demo/demo-deep' } })
  await services.database.pool.query(
    `INSERT INTO "Chat" (id, "userId", title) VALUES (gen_random_uuid(), 'seed-ada', 'My own')`,
  )
  expect(await seed()).toEqual(made)
  expect(await countRows()).toEqual({ ...before, Chat: (before.Chat ?? 0) + 1 })
  const coach = await prisma.agent.findUniqueOrThrow({ where: { id: 'seed-coach' } })
  expect(coach.model).toBe('demo/demo-fast')
})

test('beside people whom it did not make it wants to be forced', async () => {
  await services.database.prisma.user.create({
    data: { id: 'other', name: 'Other', email: 'other@example.org', role: 'user' },
  })
  await expect(seed()).rejects.toThrow(/an account that the seed did not make.*--force/)
  expect(await seed(true)).toEqual(made)
  expect(await services.database.prisma.user.count()).toBe(seedUsers.length + 1)
})
