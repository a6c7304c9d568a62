import { afterAll, beforeAll, expect, test } from 'vitest'
import { rateLimitsSchema } from '#lib/contracts/account/rate-limits.ts'
import { createPeople, createWorld, type World } from '../http/access-world.ts'
import type { Services } from '../services.ts'
import { call, startTestServices } from '../testing.ts'
import { createSettingsStore } from './settings-store.ts'
import { signUpState } from './sign-up-state.ts'

let services: Services
let stop: () => Promise<void>
let world: World

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  expect(await signUpState(services)).toMatchObject({ firstAccount: true, signUpOpen: true })
  world = await createWorld(services, await createPeople(services), 'http://127.0.0.1:9/v1')
})
afterAll(() => stop())

const patch = (body: object) => call('PATCH', '/api/settings', { cookie: world.admin.cookie, body })

test('have defaults, and keep what a change leaves out', async () => {
  const defaults = {
    signUpOpen: false,
    defaultAgentId: null,
    memoryModel: null,
    titleModel: null,
    embeddingModel: null,
    rateLimits: rateLimitsSchema.parse({}),
    auditDays: 365,
    sharing: 'signed-in',
    corsOrigins: [],
    backupEveryHours: 24,
    backupsKept: 7,
    fileMegabytesPerUser: 2_000,
  }
  const read = await call('GET', '/api/settings', { cookie: world.admin.cookie })
  expect(await read.json()).toEqual(defaults)
  const titleModel = `p-${world.unique}/org/model:free`
  expect(await (await patch({ titleModel })).json()).toEqual({ ...defaults, titleModel })
  const changed = await (await patch({ defaultAgentId: world.agentId })).json()
  expect(changed).toEqual({ ...defaults, titleModel, defaultAgentId: world.agentId })
  expect(await services.settings.read()).toEqual(changed)
  expect(await createSettingsStore(services.database.prisma, () => 0).read()).toEqual(changed)
  const back = await patch({ defaultAgentId: null, titleModel: null })
  expect(await back.json()).toEqual(defaults)
})

test('a limit is changed alone, and an unknown or senseless one is refused by name', async () => {
  const { rateLimits } = await (await patch({ rateLimits: { turnsPerUser: 5 } })).json()
  expect(rateLimits).toEqual({ ...rateLimitsSchema.parse({}), turnsPerUser: 5 })
  const unlimited = await (await patch({ rateLimits: { importsPerUser: null } })).json()
  expect(unlimited.rateLimits).toMatchObject({ turnsPerUser: 5, importsPerUser: null })
  for (const [field, wrong] of [
    ['rateLimits.turns', { rateLimits: { turns: 5 } }],
    ['rateLimits.turnsPerUser', { rateLimits: { turnsPerUser: 0 } }],
    ['auditDays', { auditDays: 1 }],
  ] as const) {
    const response = await patch(wrong)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { field } })
  }
  await patch({ rateLimits: rateLimitsSchema.parse({}) })
})

test('refuse ids that do not exist, by field', async () => {
  const wrong = {
    defaultAgentId: 'gone',
    memoryModel: 'gone/model',
    titleModel: 'no-slash',
    embeddingModel: '/x',
  }
  const all = Object.entries(wrong).flatMap(([field, value]) => [
    [field, value] as const,
    [field, ''] as const,
  ])
  for (const [field, value] of all) {
    const response = await patch({ [field]: value })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code: 'invalid-input', field } })
  }
})

test('say whether sign-up is open', async () => {
  expect(await signUpState(services)).toMatchObject({ firstAccount: false, signUpOpen: false })
  await patch({ signUpOpen: true })
  expect(await signUpState(services)).toMatchObject({ firstAccount: false, signUpOpen: true })
})
