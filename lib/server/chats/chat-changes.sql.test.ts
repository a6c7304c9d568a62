import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChatDetail } from '#lib/contracts/chat/chat.ts'
import type { ChatChange } from '#lib/contracts/chat/chat-change.ts'
import { hearInstances } from '../cluster/hear-instances.ts'
import type { Services } from '../services.ts'
import { call, signUp, startTestServices } from '../testing.ts'

let services: Services
let stop: () => Promise<void>
let cookie: string
let userId: string
let listening: { close(): Promise<void> }

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  userId = (await services.database.prisma.user.findFirstOrThrow()).id
  listening = await hearInstances(services)
})
afterAll(async () => {
  await listening.close()
  await stop()
})

async function createChat({ temporary = false } = {}): Promise<string> {
  const id = crypto.randomUUID()
  const message = (name: string, parentId: string | null, role: string) => ({
    ...{ id: name, parentId, role, parts: [{ type: 'text', text: name }] },
  })
  const messages = [
    message('question', null, 'user'),
    message(`first-${id}`, 'question', 'assistant'),
    message(`second-${id}`, 'question', 'assistant'),
  ]
  await services.database.prisma.chat.create({
    data: { id, userId, temporary, messages: { create: messages } },
  })
  return id
}

const patch = (id: string, body: object) => call('PATCH', `/api/chats/${id}`, { cookie, body })
const read = async (id: string) =>
  (await (await call('GET', `/api/chats/${id}`, { cookie })).json()) as ChatDetail

test('a page hears what another one changes, of its own user only', async () => {
  const chatId = await createChat()
  const reading = new AbortController()
  const mine = services.chatChanges.read(userId, reading.signal)
  const others = services.chatChanges.read('somebody else', reading.signal)
  const next = async (changes: AsyncGenerator<ChatChange>) => (await changes.next()).value
  expect(await next(mine)).toEqual({ type: 'missed' })
  expect(await next(others)).toEqual({ type: 'missed' })

  await patch(chatId, { title: 'Renamed' })
  expect(await next(mine)).toEqual({ type: 'changed', chatId })
  await call('DELETE', `/api/chats/${chatId}`, { cookie })
  // The chat's creation may be heard late.
  let change = await next(mine)
  while (change?.type === 'changed') change = await next(mine)
  expect(change).toEqual({ type: 'deleted', chatId })

  const nothing = next(others)
  reading.abort()
  expect(await nothing).toBeUndefined()
})

test('the shown branch, pin, archive and folder are saved, and refused where they do not fit', async () => {
  const [chatId, otherId] = [await createChat(), await createChat()]
  const folder = await services.database.prisma.folder.create({ data: { userId, name: 'Work' } })
  const change = { pinned: true, archived: true, folderId: folder.id, leafId: `first-${chatId}` }
  expect(await (await patch(chatId, change)).json()).toMatchObject({ pinned: true, archived: true })
  expect(await read(chatId)).toMatchObject(change)
  expect((await patch(chatId, { leafId: `first-${otherId}` })).status).toBe(400)
  expect((await patch(chatId, { folderId: 'none' })).status).toBe(400)
  await patch(chatId, { leafId: null, folderId: null })
  expect(await read(chatId)).toMatchObject({ leafId: null, folderId: null })
})

test('a temporary chat can be kept', async () => {
  const chatId = await createChat({ temporary: true })
  await patch(chatId, { temporary: false })
  expect(await read(chatId)).toMatchObject({ temporary: false })
  expect((await patch(chatId, { temporary: true })).status).toBe(400)
})

test('what is said of an answer is saved, changed and taken back', async () => {
  const chatId = await createChat()
  const path = `/api/messages/first-${chatId}/feedback`
  const say = (body: object, at = path) => call('PUT', at, { cookie, body })
  const feedback = async () => (await read(chatId)).messages.map((message) => message.feedback)
  await say({ value: 'down', comment: ' Too long. ' })
  expect(await feedback()).toContainEqual({ value: 'down', comment: 'Too long.' })
  await say({ value: 'up', chatId })
  expect(await feedback()).toContainEqual({ value: 'up', comment: '' })
  await say({ value: null })
  expect(await feedback()).toEqual([undefined, undefined, undefined])
  expect((await say({ value: 'up' }, '/api/messages/question/feedback')).status).toBe(404)
  expect((await say({ value: 'great' })).status).toBe(400)
})
