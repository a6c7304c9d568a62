import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Folder } from '#lib/contracts/chat/folder.ts'
import { startProvider } from '#lib/providers/testing.ts'
import { ask, cookie, readChat, services, setUpTurns } from '../chat/testing.ts'
import { call, post, signIn } from '../testing.ts'

setUpTurns()

interface ProviderRequest {
  model: string
  messages: { role: string; content: string }[]
}
const requests: ProviderRequest[] = []
let provider: Awaited<ReturnType<typeof startProvider>>

beforeAll(async () => {
  provider = await startProvider(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (body) requests.push(JSON.parse(body))
    const delta = { choices: [{ index: 0, delta: { content: 'Fine.' }, finish_reason: 'stop' }] }
    response.setHeader('content-type', 'text/event-stream')
    response.end(`data: ${JSON.stringify(delta)}\n\ndata: [DONE]\n\n`)
  })
  await post('/api/providers', { cookie, body: { name: 'Recorder', baseUrl: provider.url } })
})
afterAll(() => provider.close())

async function createAgent(model: string): Promise<string> {
  const body = { name: model, model: `recorder/${model}`, instructions: 'Be kind.' }
  return (await (await post('/api/agents', { cookie, body })).json()).id
}

async function createFolder(body: object): Promise<Folder> {
  const response = await post('/api/folders', { cookie, body })
  expect(response.status).toBe(201)
  return response.json()
}

async function turn(chatId: string, more: object): Promise<ProviderRequest | undefined> {
  const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text: 'Hi' }] }
  const response = await post('/api/chat', { cookie, body: { id: chatId, message, ...more } })
  await response.text()
  await services.background.settled()
  return requests.findLast(({ messages }) => messages.some(({ content }) => content.includes('Hi')))
}

test('a new chat in a folder has its agent, and its instructions behind all others', async () => {
  const agentId = await createAgent('of-folder')
  const folder = await createFolder({ name: ' Work ', agentId, instructions: 'Be brief.' })
  expect(folder).toMatchObject({ name: 'Work', agentId, instructions: 'Be brief.' })
  await call('PATCH', '/api/account', {
    cookie,
    body: { instructions: { howToAnswer: 'In German.' } },
  })
  const chatId = crypto.randomUUID()
  const first = await turn(chatId, { folderId: folder.id })
  expect(first?.model).toBe('of-folder')
  expect(first?.messages[0]?.content).toMatch(/^Be kind\..*In German\..*Be brief\.$/s)
  expect(await readChat(chatId)).toMatchObject({ folderId: folder.id, agentId })

  const second = await turn(chatId, {})
  expect(second?.messages.slice(0, 2)).toEqual(first?.messages)
  await call('PATCH', `/api/chats/${chatId}`, { cookie, body: { folderId: null } })
  const third = await turn(chatId, {})
  expect(third?.messages[0]?.content).not.toContain('Be brief.')
})

test('an answer that was cached in one folder is not given in another', async () => {
  const agentId = await createAgent('cached')
  await call('PATCH', `/api/agents/${agentId}`, {
    cookie,
    body: { answerCache: { enabled: true } },
  })
  const folder = await createFolder({ name: 'Pirates', instructions: 'Talk like a pirate.' })
  const asked = () => requests.filter(({ model }) => model === 'cached').length
  for (const [folderId, times] of [
    [undefined, 1],
    [undefined, 1],
    [folder.id, 2],
  ] as const) {
    await (await ask(crypto.randomUUID(), agentId, 'What is rum?', { folderId })).text()
    await services.background.settled()
    expect(asked()).toBe(times)
  }
})

test('a deleted folder keeps its chats', async () => {
  const folder = await createFolder({ name: 'Trips' })
  const chatId = crypto.randomUUID()
  await turn(chatId, { folderId: folder.id })
  expect((await call('DELETE', `/api/folders/${folder.id}`, { cookie })).status).toBe(204)
  expect(await readChat(chatId)).toMatchObject({ folderId: null })
  const { items } = await (await call('GET', '/api/folders', { cookie })).json()
  expect(items).not.toContainEqual(expect.objectContaining({ id: folder.id }))
})

test('what does not fit is refused: names, agents, unknown fields and folders of others', async () => {
  const refused = async (body: object) => {
    const response = await post('/api/folders', { cookie, body })
    return [response.status, (await response.json()).error.field]
  }
  expect(await refused({ name: ' ' })).toEqual([400, 'name'])
  expect(await refused({ name: 'A', agentId: 'none' })).toEqual([400, 'agentId'])
  expect(await refused({ name: 'A', colour: 'red' })).toEqual([400, 'colour'])

  const folder = await createFolder({ name: 'Mine' })
  const account = { name: 'Ben', email: 'ben@example.com', password: 'correct horse' }
  await post('/api/users', { cookie, body: account })
  const ben = await signIn({ email: account.email, password: account.password })
  const chatId = crypto.randomUUID()
  const response = await ask(chatId, await createAgent('ben'), 'Hi', { folderId: folder.id }, ben)
  expect(response.status).toBe(400)
  expect((await response.json()).error.field).toBe('folderId')
  expect((await call('GET', `/api/chats/${chatId}`, { cookie: ben })).status).toBe(404)
})

test('folders that are made at once stay within the limit', async () => {
  const account = { name: 'Cem', email: 'cem@example.com', password: 'correct horse' }
  const { id: userId } = await (await post('/api/users', { cookie, body: account })).json()
  const cem = await signIn({ email: account.email, password: account.password })
  await services.database.prisma.folder.createMany({
    data: Array.from({ length: 198 }, (_, n) => ({ userId, name: `${n}` })),
  })
  const made = Array.from({ length: 8 }, () =>
    post('/api/folders', { cookie: cem, body: { name: 'More' } }),
  )
  const statuses = (await Promise.all(made)).map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([201, 201, ...Array(6).fill(409)])
})
