import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import { searchableText } from '#lib/memory/text/tokenise.ts'
import { storeChats } from '../imports/store-chats.ts'
import type { Services } from '../services.ts'
import { call, fileForm, post, signUp, startTestServices } from '../testing.ts'
import { binMs, emptyBins } from './bin.ts'

let services: Services
let stop: () => Promise<void>
let cookie: string
let userId: string

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  userId = (await services.database.prisma.user.findFirstOrThrow()).id
  await services.settings.update({ sharing: 'anyone' })
})
afterAll(() => stop())

interface Fields {
  pinned?: boolean
  archived?: boolean
  folderId?: string
  temporary?: boolean
  updatedAt?: Date
}

async function createChat(title: string, fields: Fields = {}): Promise<string> {
  const id = crypto.randomUUID()
  const message = { id: 'question', role: 'user', parts: [{ type: 'text', text: title }] }
  await services.database.prisma.chat.create({
    data: {
      ...{ id, userId, title },
      ...fields,
      messages: { create: { ...message, searchText: searchableText(title) } },
    },
  })
  return id
}

const send = (method: 'GET' | 'PATCH' | 'DELETE', path: string, body?: object) =>
  call(method, path, { cookie, ...(body && { body }) })
async function list(query: string): Promise<string[]> {
  const { items } = await (await send('GET', `/api/chats?${query}`)).json()
  return (items as ChatSummary[]).map(({ title }) => title)
}

test('lists are filtered by pin, archive, folder, agent and time; only a search finds the archive', async () => {
  const folder = await services.database.prisma.folder.create({ data: { userId, name: 'Work' } })
  await createChat('heron pinned', { pinned: true })
  await createChat('heron archived', { archived: true })
  await createChat('heron filed', { folderId: folder.id })
  await createChat('heron old', { updatedAt: new Date('2020-01-01') })
  const found = async (query: string) =>
    (await list(query)).filter((title) => title.startsWith('heron')).map((title) => title.slice(6))
  expect((await found('')).sort()).toEqual(['filed', 'old', 'pinned'])
  expect(await found('pinned=true')).toEqual(['pinned'])
  expect(await found('archived=true')).toEqual(['archived'])
  expect(await found(`folderId=${folder.id}`)).toEqual(['filed'])
  expect((await found('folderId=none&pinned=false')).sort()).toEqual(['old'])
  expect(await found('until=2021-01-01')).toEqual(['old'])
  expect((await found('query=heron')).sort()).toEqual(['archived', 'filed', 'old', 'pinned'])
  expect(await found('query=heron&archived=true')).toEqual(['archived'])
  expect(await found('query=heron&since=2021-01-01&pinned=true')).toEqual(['pinned'])
  expect(await found('agentId=none')).toEqual([])
  expect((await send('GET', '/api/chats?pinned=maybe')).status).toBe(400)
})

test('a deleted chat is in the bin alone, with its links and files, and comes back as it was', async () => {
  const chatId = await createChat('stork in the bin', { pinned: true })
  const upload = await post('/api/files', { cookie, ...(await fileForm('notes', 'a.txt')) })
  const { id: fileId } = await upload.json()
  await services.database.prisma.chatFile.create({ data: { chatId, fileId } })
  const links = await Promise.all(
    [true, false].map(async (includesLater) => {
      const body = { includesLater }
      return (await (await post(`/api/chats/${chatId}/shares`, { cookie, body })).json()).id
    }),
  )
  const paths = [
    `/api/chats/${chatId}`,
    `/api/chats/${chatId}/export?format=md`,
    `/api/files/${fileId}`,
    ...links.map((id) => `/api/shares/${id}`),
  ]
  const statuses = () => Promise.all(paths.map(async (path) => (await send('GET', path)).status))
  expect(await statuses()).toEqual([200, 200, 200, 200, 200])

  expect((await send('DELETE', `/api/chats/${chatId}`)).status).toBe(204)
  expect(await statuses()).toEqual([404, 404, 404, 404, 404])
  expect(await list('')).not.toContain('stork in the bin')
  expect(await list('query=stork')).toEqual([])
  expect(await list('deleted=true')).toEqual(['stork in the bin'])
  expect((await send('PATCH', `/api/chats/${chatId}`, { title: 'New' })).status).toBe(404)
  expect((await send('DELETE', `/api/chats/${chatId}`)).status).toBe(404)
  const message = { id: 'next', role: 'user', parts: [{ type: 'text', text: 'Hi' }] }
  const { id: agentId } = await services.database.prisma.agent.create({
    data: { name: 'A', model: 'a/b', memory: {}, streaming: {}, deadlines: {}, historyLimit: 5 },
  })
  const body = { id: chatId, agentId, message }
  expect((await post('/api/chat', { cookie, body })).status).toBe(404)

  const restored = await send('PATCH', `/api/chats/${chatId}`, { deleted: false })
  expect(await restored.json()).toMatchObject({ id: chatId, pinned: true })
  expect(await statuses()).toEqual([200, 200, 200, 200, 200])
})

test('the bin is emptied by its owner, and of what is in it for 30 days by the clean-up', async () => {
  const [gone, old, recent] = await Promise.all(['gone', 'old', 'recent'].map((t) => createChat(t)))
  await send('DELETE', `/api/chats/${gone}?forever=true`)
  await send('PATCH', '/api/chats', { ids: [old, recent], patch: { deleted: true } })
  await services.database.prisma.chat.update({
    where: { id: old ?? '' },
    data: { deletedAt: new Date(Date.now() - binMs - 1_000) },
  })
  await emptyBins(services)
  expect(await list('deleted=true')).toEqual(['recent'])
  expect((await send('DELETE', '/api/chats')).status).toBe(400)
  expect((await send('DELETE', '/api/chats?deleted=true')).status).toBe(204)
  expect(await list('deleted=true')).toEqual([])
})

test('several chats are changed at once, all or none', async () => {
  const ids = await Promise.all(['egret 1', 'egret 2'].map((title) => createChat(title)))
  const change = (patch: object, more: string[] = []) =>
    send('PATCH', '/api/chats', { ids: [...ids, ...more], patch })
  const { items } = await (await change({ archived: true })).json()
  expect(items).toEqual([
    expect.objectContaining({ archived: true }),
    expect.objectContaining({ archived: true }),
  ])
  expect((await change({ archived: false }, [crypto.randomUUID()])).status).toBe(404)
  expect(await list('query=egret&archived=true')).toHaveLength(2)
  expect((await change({ folderId: 'none' })).status).toBe(400)
  await change({ deleted: true })
  expect((await change({ archived: false })).status).toBe(404)
  await change({ deleted: false, archived: false })
  expect((await list('')).filter((title) => title.startsWith('egret'))).toHaveLength(2)
})

test('an import brings back what was deleted, and a temporary chat skips the bin', async () => {
  const chat = {
    ...{ sourceId: 'one', title: 'ibis', createdAt: 1, updatedAt: 1 },
    ...{ archived: false, pinned: false, messages: [], leafId: null },
  }
  const message = { id: 'm', parentId: null, role: 'user' as const, at: 1, model: null, files: [] }
  const messages = [{ ...message, parts: [{ type: 'text' as const, text: 'ibis' }] }]
  const bring = async () => {
    const found = { format: 'librechat' as const, chat, messages, leafId: null }
    return (await storeChats(services.database.pool, userId, [found])).count
  }
  expect(await bring()).toBe(1)
  expect(await bring()).toBe(0)
  const { items } = await (await send('GET', '/api/chats?query=ibis')).json()
  await send('DELETE', `/api/chats/${items[0].id}`)
  expect(await bring()).toBe(1)
  expect(await list('query=ibis')).toEqual(['ibis'])

  const temporary = await createChat('temporary', { temporary: true })
  await send('DELETE', `/api/chats/${temporary}`)
  expect(await services.database.prisma.chat.count({ where: { id: temporary } })).toBe(0)
})
