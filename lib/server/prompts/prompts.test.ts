import { afterAll, beforeAll, expect, test } from 'vitest'
import { mostPrompts, type SavedPrompt } from '#lib/contracts/chat/saved-prompt.ts'
import { call, post, signIn, signUp, startTestServices } from '../testing.ts'

let stop: () => Promise<void>
let admin: string
let user: string
const password = 'correct horse'

beforeAll(async () => {
  const started = await startTestServices()
  stop = started.stop
  admin = await signUp({ name: 'Ada', email: 'ada@example.com', password })
  user = await addUser('ben')
})
afterAll(() => stop())

async function addUser(name: string): Promise<string> {
  const email = `${name}@example.com`
  await post('/api/users', { cookie: admin, body: { name, email, password } })
  return signIn({ email, password })
}

async function save(cookie: string, body: object): Promise<SavedPrompt> {
  const response = await post('/api/prompts', { cookie, body })
  expect(response.status, await response.clone().text()).toBe(201)
  return response.json()
}

async function list(cookie: string): Promise<SavedPrompt[]> {
  return (await (await call('GET', '/api/prompts', { cookie })).json()).items
}

async function refusal(response: Response) {
  const { error } = await response.json()
  return [response.status, error.code, error.field]
}

test('prompts are listed by title, own ones and those that an admin shares', async () => {
  const own = await save(user, { title: ' b ', text: 'Own {{x}}' })
  const shared = await save(admin, { title: 'a', text: 'For all', shared: true })
  await save(admin, { title: 'c', text: 'Private' })
  expect(await list(user)).toMatchObject([
    { id: shared.id, title: 'a', text: 'For all', shared: true, own: false },
    { id: own.id, title: 'b', text: 'Own {{x}}', shared: false, own: true },
  ])
})

test('a prompt that is deleted several times at once is gone once', async () => {
  const { id } = await save(user, { title: 'Gone', text: 'Text' })
  const deleted = Array.from({ length: 5 }, () =>
    call('DELETE', `/api/prompts/${id}`, { cookie: user }),
  )
  const statuses = (await Promise.all(deleted)).map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([204, 404, 404, 404, 404])
})

test('only admins share prompts, and only they change shared ones', async () => {
  const body = { title: 'Mine', text: 'Text', shared: true }
  expect(await refusal(await post('/api/prompts', { cookie: user, body }))).toEqual([
    403,
    'admins-only',
    'shared',
  ])
  const { id } = await save(user, { title: 'Mine', text: 'Text' })
  const share = await call('PATCH', `/api/prompts/${id}`, { cookie: user, body: { shared: true } })
  expect(share.status).toBe(403)

  const { id: sharedId } = await save(admin, { ...body, title: 'Shared' })
  const path = `/api/prompts/${sharedId}`
  const change = { body: { text: 'Changed' } }
  expect((await call('PATCH', path, { cookie: user, ...change })).status).toBe(404)
  expect((await call('DELETE', path, { cookie: user })).status).toBe(404)
  const second = await addUser('second-admin')
  await makeAdmin('second-admin@example.com', true)
  expect((await call('PATCH', path, { cookie: second, ...change })).status).toBe(200)
  expect(await list(user)).toContainEqual(expect.objectContaining({ text: 'Changed' }))
  expect((await call('DELETE', path, { cookie: second })).status).toBe(204)
  expect(await list(admin)).not.toContainEqual(expect.objectContaining({ id: sharedId }))

  const log = await (await call('GET', '/api/audit?action=prompt', { cookie: admin })).json()
  expect(log.items.slice(0, 3)).toMatchObject([
    { action: 'prompt.deleted', target: { id: sharedId, name: 'Shared' } },
    { action: 'prompt.changed', from: { text: 'Text' }, to: { text: 'Changed' } },
    { action: 'prompt.shared', target: { id: sharedId } },
  ])
})

async function makeAdmin(email: string, isAdmin: boolean) {
  const { items } = await (await call('GET', '/api/users', { cookie: admin })).json()
  const { id } = items.find((one: { email: string }) => one.email === email)
  const body = { role: isAdmin ? 'admin' : 'user' }
  expect((await call('PATCH', `/api/users/${id}`, { cookie: admin, body })).status).toBe(200)
}

test('who is no admin any more shares nothing', async () => {
  const former = await addUser('former')
  await makeAdmin('former@example.com', true)
  const { id } = await save(former, { title: 'Shared by former', text: 'Text', shared: true })
  expect(await list(user)).toContainEqual(expect.objectContaining({ id }))
  await makeAdmin('former@example.com', false)
  expect(await list(user)).not.toContainEqual(expect.objectContaining({ id }))
  expect(await list(former)).toContainEqual(expect.objectContaining({ id, own: true }))
})

test('an export is imported elsewhere, and nothing twice', async () => {
  const file = await (await call('GET', '/api/prompts/export', { cookie: user })).json()
  expect(file).toMatchObject({ format: 'lumos-prompts', version: 1 })
  expect(file.prompts).toContainEqual({ title: 'b', text: 'Own {{x}}' })
  expect(file.prompts).not.toContainEqual(expect.objectContaining({ title: 'a' }))
  const other = await addUser('other')
  const count = file.prompts.length
  const bring = async () =>
    (await post('/api/prompts/import', { cookie: other, body: file })).json()
  expect(await bring()).toEqual({ imported: count, duplicates: 0 })
  expect(await bring()).toEqual({ imported: 0, duplicates: count })
  const own = (await list(other)).filter((prompt) => prompt.own)
  expect(own).toHaveLength(count)
})

test('what does not fit is refused', async () => {
  const attempt = async (path: string, body: object) =>
    refusal(await post(path, { cookie: user, body }))
  expect(await attempt('/api/prompts', { title: ' ', text: 'a' })).toEqual([
    400,
    'invalid-input',
    'title',
  ])
  expect(await attempt('/api/prompts', { title: 'a', text: '' })).toEqual([
    400,
    'invalid-input',
    'text',
  ])
  const prompts = Array.from({ length: mostPrompts }, (_, n) => ({ title: `${n}`, text: 'Text' }))
  const file = { format: 'lumos-prompts', version: 1, prompts }
  const before = await list(user)
  expect(await attempt('/api/prompts/import', file)).toEqual([409, 'too-many-prompts', undefined])
  expect(await list(user)).toEqual(before)
  expect(await attempt('/api/prompts/import', { ...file, format: 'other' })).toEqual([
    400,
    'invalid-input',
    'format',
  ])
})

test('prompts that are made and imported at once stay within the limit, and come once', async () => {
  const cookie = await addUser('hasty')
  const fileOf = (count: number) => ({
    ...{ format: 'lumos-prompts', version: 1 },
    prompts: Array.from({ length: count }, (_, n) => ({ title: `${n}`, text: 'Text' })),
  })
  const bring = (count: number) =>
    post('/api/prompts/import', { cookie, body: fileOf(count) }).then((answer) => answer.json())
  const brought = await Promise.all(Array.from({ length: 4 }, () => bring(mostPrompts - 3)))
  expect(brought.map(({ imported }) => imported).toSorted()).toEqual([0, 0, 0, mostPrompts - 3])

  const made = Array.from({ length: 8 }, () =>
    post('/api/prompts', { cookie, body: { title: 'More', text: 'Text' } }),
  )
  const statuses = (await Promise.all(made)).map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([...Array(3).fill(201), ...Array(5).fill(409)])
})

test("prompts are in the account's export, and go with the account", async () => {
  const leaving = await addUser('leaving')
  const { id } = await save(leaving, { title: 'Going', text: 'UNIQUE-PROMPT' })
  const zip = await (await call('GET', '/api/account/export', { cookie: leaving })).arrayBuffer()
  expect(Buffer.from(zip).includes('prompts.json')).toBe(true)
  const gone = await call('DELETE', '/api/account', { cookie: leaving, body: { password } })
  expect(gone.status).toBe(204)
  const path = `/api/prompts/${id}`
  expect((await call('DELETE', path, { cookie: admin })).status).toBe(404)
})
