import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessFixtures } from '../http/access-fixtures.ts'
import { createPeople, createWorld, type World } from '../http/access-world.ts'
import type { Services } from '../services.ts'
import { call, fileForm, type Method, methods, startTestServices } from '../testing.ts'
import { authEndpoints } from '../users/auth-endpoints.ts'
import { deliveryJob } from '../webhooks/publish-event.ts'
import type { ApiDocument } from './create-document.ts'

let services: Services
let stop: () => Promise<void>
let people: Awaited<ReturnType<typeof createPeople>>
let world: World
let document: ApiDocument
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })

/** Nobody listens there: models fail. */
const silentProvider = 'http://127.0.0.1:9/v1'
async function renewWorld() {
  world = await createWorld(services, people, silentProvider)
}

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  await services.settings.update({ sharing: 'anyone' })
  await services.jobs.work(deliveryJob, async () => undefined)
  people = await createPeople(services)
  await renewWorld()
  const response = await call('GET', '/api/openapi.json', { cookie: people.owner.cookie })
  document = (await response.json()) as ApiDocument
  ajv.addSchema({ ...document, $id: 'document' })
}, 60_000)
afterAll(() => stop())

/** `METHOD /path` of all route files, as the document writes them. */
async function routesOfFiles(): Promise<string[]> {
  const app = join(process.cwd(), 'app')
  const found: string[] = []
  for await (const file of glob('{api,v1,mcp}/**/route.ts', { cwd: app })) {
    // These answer for paths without a route.
    if (file.includes('[...path]')) continue
    const exported = await import(join(app, file))
    const path = `/${file.replace(/\/route\.ts$/, '')}`.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')
    found.push(...methods.filter((method) => exported[method]).map((method) => `${method} ${path}`))
  }
  return found
}

test('every method of every route is described, and nothing else', async () => {
  const isOfAuth = (name: string) => name.includes('/api/auth/')
  const routes = (await routesOfFiles()).filter((name) => !isOfAuth(name))
  const auth = Object.keys(authEndpoints).map((name) => name.replace(' ', ' /api/auth'))
  const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(described.sort()).toEqual([...routes, ...auth].sort())
})

test('every operation has a name of its own, a summary and an answer', () => {
  const operations = Object.values(document.paths ?? {}).flatMap((item) =>
    Object.values(item ?? {}),
  )
  const ids = operations.map(({ operationId }) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(
    operations.filter(({ summary, responses }) => !summary || Object.keys(responses).length < 2),
  ).toEqual([])
})

/** What is wrong with an answer, by the document. */
function faultsOf(name: string, status: number, body: unknown): unknown {
  const [method = '', pattern = ''] = name.split(' ')
  const path = pattern.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')
  const responses = document.paths?.[path]?.[method.toLowerCase() as 'get']?.responses ?? {}
  const key = status < 400 ? String(status) : 'default'
  const response = responses[key]
  if (!response) return `${status} is not described`
  const type = 'application/json'
  const hasSchema = 'content' in response && response.content?.[type]?.schema !== undefined
  if (!hasSchema) return null
  if (body === undefined) return 'the answer is no JSON'
  const pointer = ['paths', path, method.toLowerCase(), 'responses', key, 'content', type, 'schema']
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/')
  const validate = ajv.compile({ $ref: `document#/${pointer}` })
  return validate(body)
    ? null
    : validate.errors?.map(({ instancePath, message, params }) => ({
        instancePath,
        message,
        params,
      }))
}

// What is read comes before what is changed, and that before what is deleted.
const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => `${method} `)
const cases = order.flatMap((start) =>
  Object.keys(accessFixtures).filter(
    (name) => name.startsWith(start) && !name.includes('/api/auth/'),
  ),
)

test.each(cases)('what %s answers is as described', async (name) => {
  const fixture = accessFixtures[name]
  if (!fixture) throw new Error(name)
  const [method] = name.split(' ') as [Method, string]
  if (method === 'DELETE') await renewWorld()
  const isOwners = fixture.access === 'user' && fixture.isOwned
  const form = fixture.file && (await fileForm(fixture.file(world)))
  const ask = async (cookie: string | null) => {
    const response = await call(method, fixture.path(world), {
      ...(cookie && { cookie }),
      ...(fixture.body && { body: fixture.body(world) }),
      ...form,
    })
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    const body = isJson ? await response.json() : undefined
    if (!isJson) await response.body?.cancel()
    const { ok, status } = response
    return { ok: ok || status === 303, faults: faultsOf(name, status, body) }
  }
  const allowed = await ask(isOwners ? world.owner.cookie : world.admin.cookie)
  expect(allowed).toEqual({ ok: fixture.refusal === undefined, faults: null })
  if (fixture.access === 'public') return
  expect(await ask(null)).toEqual({ ok: false, faults: null })
})
