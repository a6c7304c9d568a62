import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Services } from '../services.ts'
import {
  call,
  fileForm,
  listRoutes,
  type Method,
  startTestServices,
  testOrigin,
} from '../testing.ts'
import { authEndpoints } from '../users/auth-endpoints.ts'
import { deliveryJob } from '../webhooks/publish-event.ts'
import type { AccessFixture } from './access-fixture.ts'
import { accessFixtures } from './access-fixtures.ts'
import { canary, createPeople, createWorld, type Person, type World } from './access-world.ts'

const routes = await listRoutes()
const cases = Object.entries(accessFixtures).map(([name, fixture]) => {
  const [method, pattern] = name.split(' ') as [Method, string]
  return { name, method, pattern, ...fixture }
})
type Case = (typeof cases)[number]

let services: Services
let stop: () => Promise<void>
let provider: Server
/** The prompts that the provider received. */
const prompts: string[] = []
let people: Awaited<ReturnType<typeof createPeople>>
let world: World

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  await services.settings.update({ sharing: 'anyone' })
  await services.jobs.work(deliveryJob, async () => undefined)
  provider = createServer(async (request, response) => {
    prompts.push(await text(request))
    response.setHeader('content-type', 'text/event-stream')
    const chunk = { choices: [{ index: 0, delta: { content: 'Hello' }, finish_reason: 'stop' }] }
    response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`)
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  people = await createPeople(services)
  await renewWorld()
})
afterAll(async () => {
  await stop()
  provider.close()
})

async function renewWorld() {
  const { port } = provider.address() as AddressInfo
  world = await createWorld(services, people, `http://127.0.0.1:${port}/v1`)
}

/** Sends a request and reads the answer to its end, so that no work continues in the background. */
async function send(
  {
    method,
    path,
    body,
    file,
    isEndless,
  }: Pick<Case, 'method' | 'path' | 'body' | 'file' | 'isEndless'>,
  person: Person | null,
  headers: Record<string, string> = {},
) {
  const form = file && (await fileForm(file(world)))
  const response = await call(method, path(world), {
    ...(person && { cookie: person.cookie }),
    ...(body && { body: body(world) }),
    ...(form && { rawBody: form.rawBody }),
    headers: { ...form?.headers, ...headers },
  })
  const { status } = response
  if (isEndless && response.ok) return { status, text: await readBeginning(response) }
  return { status, text: await response.text() }
}

async function readBeginning({ body }: Response): Promise<string> {
  const reader = body?.getReader()
  const first = await reader?.read()
  await reader?.cancel()
  return new TextDecoder().decode(first?.value)
}

/** A checksum of every table's rows. */
async function snapshot(): Promise<Record<string, string>> {
  const { pool } = services.database
  const { rows: tables } = await pool.query<{ name: string }>(
    // `RateLimit` is excluded, because refused requests are counted too.
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_name <> 'RateLimit'`,
  )
  const sums = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) || ' rows ' ||
       coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS sum FROM "${name}" t`,
  )
  const { rows } = await pool.query<{ name: string; sum: string }>(sums.join(' UNION ALL '))
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
}

/** An allowed caller. */
function rightful({ access, isOwned }: AccessFixture): Person | null {
  if (access === 'public') return null
  return access === 'user' && isOwned ? world.owner : world.admin
}

test('every route and method declares its access, and the matrix knows it', () => {
  const found = Object.fromEntries(
    routes.map(({ method, pattern, access }) => [`${method} ${pattern}`, access]),
  )
  const documented = Object.fromEntries(cases.map(({ name, access }) => [name, access]))
  expect(found).toEqual(documented)
})

test('docs/http-api.md names every route', async () => {
  const page = await readFile('docs/http-api.md', 'utf8')
  const named = page.match(/`(?:GET|POST|PUT|PATCH|DELETE) \/api\/[^`]+`/g) ?? []
  const documented = cases.map(({ name }) => `\`${name}\``)
  // The HTTP server answers this route itself.
  expect([...new Set(named)].sort()).toEqual([...documented, '`GET /api/metrics`'].sort())
})

describe.each(cases)('$name', (route) => {
  const { access, isOwned, mayAdmin, method, refusal } = route
  // Reads and refusals do not change the world.
  beforeAll(renewWorld)
  const renewUnlessRead = () => (method === 'GET' ? undefined : renewWorld())

  if (access !== 'public')
    test('is 401 for nobody and for banned users', async () => {
      const before = await snapshot()
      expect(await send(route, null)).toMatchObject({ status: 401 })
      const bypass = { 'x-middleware-subrequest': 'middleware:middleware:middleware' }
      expect(await send(route, null, bypass)).toMatchObject({ status: 401 })
      expect(await send(route, world.banned)).toMatchObject({ status: 401 })
      expect(await snapshot()).toEqual(before)
    })

  if (access === 'admin')
    test('is 403 for users', async () => {
      const before = await snapshot()
      expect(await send(route, world.owner)).toMatchObject({ status: 403 })
      expect(await snapshot()).toEqual(before)
    })

  if (isOwned)
    test('is 404 for everybody but the owner', async () => {
      const before = await snapshot()
      expect(await send(route, world.other)).toMatchObject({ status: 404 })
      if (!mayAdmin) expect(await send(route, world.admin)).toMatchObject({ status: 404 })
      expect(await snapshot()).toEqual(before)
    })

  if (method !== 'GET')
    test('refuses other sites and their content types', async () => {
      const before = await snapshot()
      const person = rightful(route)
      const foreign: Record<string, string>[] = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: 'http://lumos.test.evil.example' },
        { origin: 'http://lumos.test:8080' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ]
      for (const headers of foreign) {
        expect(await send(route, person, headers)).toMatchObject({ status: 403 })
      }
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
      ]) {
        const refused = await send(route, person, { 'content-type': type })
        expect(refused).toMatchObject({ status: 415 })
      }
      expect(await snapshot()).toEqual(before)
      const own = { origin: testOrigin, 'sec-fetch-site': 'same-origin' }
      const { status } = await send(route, person, own)
      if (refusal) expect(status).toBe(refusal)
      else expect(status).toBeLessThan(300)
    })

  test("shows and changes nothing of the owner's for another user or an admin", async () => {
    await renewUnlessRead()
    const ownerRows = () =>
      Promise.all([
        services.database.prisma.chat.findMany({ where: { userId: world.owner.id } }),
        services.database.prisma.memory.findMany({ where: { userId: world.owner.id } }),
        services.database.prisma.message.findMany({
          where: { chatId: world.chatId },
          orderBy: { id: 'asc' },
        }),
      ])
    const before = await ownerRows()
    for (const person of [world.other, world.admin]) {
      const { text, status } = await send(route, person)
      expect(text).not.toContain(canary)
      expect(status).toBeLessThan(500)
    }
    expect(await ownerRows()).toEqual(before)
  })

  test('works for those who may call it', async () => {
    await renewUnlessRead()
    const { status, text } = await send(route, rightful(route))
    expect(`${status} ${text}`).toMatch(refusal ? new RegExp(`^${refusal}`) : /^2/)
    if (mayAdmin) expect((await send(route, world.admin)).status).toBe(200)
  })
})

test('every open endpoint of better-auth refuses other sites', async () => {
  const posts = Object.keys(authEndpoints).filter((name) => name.startsWith('POST'))
  for (const name of posts) {
    const path = `/api/auth${name.slice('POST '.length)}`
    const headers = { origin: 'https://evil.example' }
    const response = await call('POST', path, { cookie: world.owner.cookie, body: {}, headers })
    expect(response.status).toBe(403)
  }
})

test("the owner's memories reach the owner's prompts and nobody else's", async () => {
  const ask = (person: Person) => {
    const body = () => ({
      id: crypto.randomUUID(),
      agentId: world.agentId,
      message: {
        id: 'm1',
        role: 'user',
        parts: [{ type: 'text', text: "What is the owner's secret word?" }],
      },
    })
    return send({ method: 'POST', path: () => '/api/chat', body }, person)
  }
  prompts.length = 0
  await ask(world.owner)
  expect(prompts.join()).toContain(canary)
  prompts.length = 0
  await ask(world.other)
  await ask(world.admin)
  expect(prompts.length).toBeGreaterThan(0)
  expect(prompts.join()).not.toContain(canary)
})
