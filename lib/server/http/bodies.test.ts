import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ErrorBody } from '#lib/contracts/error-body.ts'
import type { Services } from '../services.ts'
import { call, type Method, startTestServices } from '../testing.ts'
import type { AccessFixture } from './access-fixture.ts'
import { accessFixtures } from './access-fixtures.ts'
import { createPeople, createWorld, type World } from './access-world.ts'

interface Case extends AccessFixture {
  name: string
  method: Method
  body: (world: World) => object
}
const cases = Object.entries(accessFixtures)
  .map(([name, fixture]) => ({ name, method: name.split(' ')[0] as Method, ...fixture }))
  .filter((fixture): fixture is Case => fixture.body !== undefined)

let services: Services
let stop: () => Promise<void>
let people: Awaited<ReturnType<typeof createPeople>>
let world: World

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  people = await createPeople(services)
  await renewWorld()
})
afterAll(() => stop())

async function renewWorld() {
  // No server listens on this port.
  world = await createWorld(services, people, 'http://127.0.0.1:9/v1')
}

function send(route: Case, rawBody: BodyInit, headers: Record<string, string> = {}) {
  const person = route.access === 'admin' ? world.admin : world.owner
  return call(route.method, route.path(world), { cookie: person.cookie, rawBody, headers })
}

async function errorOf(response: Response) {
  const { error } = (await response.json()) as ErrorBody
  return { status: response.status, ...error }
}

/** Values of unexpected types and ranges. */
const oddValues: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  'x'.repeat(20_000),
  '\0',
  '\ud800',
  '\'; DROP TABLE "User"; --',
  '../../etc/passwd',
  [],
  [null],
  {},
  { __proto__: null, length: -1 },
  { toString: 1, constructor: { prototype: { role: 'admin' } } },
]

const brokenBodies: Record<string, BodyInit> = {
  nothing: '',
  'half an object': '{"name":',
  'two objects': '{}{}',
  'a comment': '{} // x',
  'bytes that are not UTF-8': new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
  'a single quote': "{'name':'x'}",
}

describe.each(cases)('$name', (route) => {
  beforeAll(renewWorld)

  test('answers broken JSON with 400', async () => {
    for (const [what, body] of Object.entries(brokenBodies)) {
      const { status, code } = await errorOf(await send(route, body))
      expect(`${what}: ${status} ${code}`).toBe(`${what}: 400 bad-json`)
    }
  })

  test('names an unknown field', async () => {
    const body = { ...route.body(world), surprise: 1 }
    const unknown = await errorOf(await send(route, JSON.stringify(body)))
    expect(unknown).toMatchObject({ status: 400, code: 'invalid-input', field: 'surprise' })
  })

  test('refuses what is no object, or nested without end', async () => {
    for (const body of ['null', '[]', '"x"', '5', '['.repeat(100_000) + ']'.repeat(100_000)]) {
      const response = await send(route, body)
      expect([400, 413]).toContain(response.status)
    }
  })

  test('survives odd values in every field', async () => {
    const fields = route.body(world)
    for (const field of Object.keys(fields)) {
      const answers = oddValues.map(async (value) => {
        const response = await send(route, JSON.stringify({ ...fields, [field]: value }))
        await response.text()
        return `${field} ${JSON.stringify(value)?.slice(0, 40)}: ${response.status}`
      })
      for (const answer of await Promise.all(answers)) expect(answer).toMatch(/: [24]\d\d$/)
    }
  })

  test('does not take __proto__ for a field or a prototype', async () => {
    const body = JSON.stringify(route.body(world)).replace('{', '{"__proto__":{"role":"admin"},')
    const response = await send(route, body)
    await response.text()
    expect(response.status).toBeLessThan(500)
    expect(({} as { role?: string }).role).toBeUndefined()
  })

  test('stops reading a body that is too large', async () => {
    const chunk = new Uint8Array(1_048_576).fill(0x20)
    const total = 60
    const pulled = { chunks: 0 }
    const endless = () => {
      pulled.chunks = 0
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          if (pulled.chunks === total) return controller.close()
          pulled.chunks += 1
          controller.enqueue(chunk)
        },
      })
    }
    expect(await errorOf(await send(route, endless()))).toMatchObject({
      status: 413,
      code: 'too-large',
    })
    expect(pulled.chunks).toBeLessThan(total / 2)
    const announced = await send(route, endless(), { 'content-length': String(total * 1_048_576) })
    expect(announced.status).toBe(413)
    // The stream fills its internal queue of one chunk before the first read.
    expect(pulled.chunks).toBeLessThanOrEqual(1)
  })
})

test('U+0000 and lone surrogates are left out of what is saved', async () => {
  const { cookie } = world.owner
  const rawBody = '{"text":"null \\u0000byte, half \\ud83d pair, whole \\ud83d\\ude00"}'
  const response = await call('POST', '/api/memories', { cookie, rawBody })
  expect(await response.json()).toMatchObject({ text: 'null byte, half \ufffd pair, whole 😀' })
})

test('odd ids are 400 or 404, never 500', async () => {
  const odd = ['%00', 'a%2Fb', '%F0%9F%98%80', "'%20OR%201=1", '__proto__', 'x'.repeat(3000)]
  for (const { name, method, path, body } of cases) {
    const segments = path(world).split('/')
    const at = segments.findIndex((segment) => /^[0-9a-f-]{36}$/.test(segment))
    if (at < 0) continue
    for (const id of odd) {
      const target = segments.with(at, id).join('/')
      const response = await call(method, target, { cookie: world.admin.cookie, body: body(world) })
      expect(`${name} ${id.slice(0, 20)} ${response.status}`).toMatch(/ 40[04]$/)
    }
  }
})

test('every list takes a limit and a cursor, and odd queries are 400', async () => {
  const { cookie } = world.admin
  const queries = [
    'limit=0',
    'limit=x',
    'limit=1e9',
    'cursor=%01',
    'cursor=e30',
    '__proto__=1',
    'a=1',
  ]
  const lists = ['chats', 'memories', 'users', 'agents', 'models', 'providers', 'latency/diagnosis']
  for (const query of queries) {
    for (const path of lists.map((name) => `/api/${name}`)) {
      const response = await call('GET', `${path}?${query}`, { cookie })
      expect(`${path} ${query} ${response.status}`).toMatch(/ 400$/)
    }
  }
  for (const path of ['/api/agents', '/api/providers']) {
    const all = await (await call('GET', path, { cookie })).json()
    const first = await (await call('GET', `${path}?limit=1`, { cookie })).json()
    expect([first.items.length, typeof first.nextCursor]).toEqual([1, 'string'])
    const rest = await call('GET', `${path}?limit=200&cursor=${first.nextCursor}`, { cookie })
    expect([...first.items, ...(await rest.json()).items]).toEqual(all.items)
  }
  expect((await call('GET', '/api/chats?query=%00%F0%9F', { cookie })).status).toBe(200)
})
