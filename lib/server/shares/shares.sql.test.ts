import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Services } from '../services.ts'
import { call, post, signIn, signUp, startTestServices } from '../testing.ts'

let services: Services
let stop: () => Promise<void>
let admin: string
let owner: string
let other: string
let chatId: string

const secret = 'Nebuchadnezzar'
const account = { name: 'Olivia Owner', email: 'owner@example.com', password: 'correct horse' }

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  admin = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  const second = { ...account, name: 'Otto', email: 'other@example.com' }
  for (const body of [account, second]) await post('/api/users', { cookie: admin, body })
  const password = 'correct horse'
  owner = await signIn({ email: account.email, password })
  other = await signIn({ email: second.email, password })
  await setSharing('anyone')
  const { prisma } = services.database
  const { id: userId } = await prisma.user.findUniqueOrThrow({ where: { email: account.email } })
  chatId = crypto.randomUUID()
  await prisma.chat.create({ data: { id: chatId, userId, title: 'Shared title' } })
  await say('u1', 'user', null, 'first question')
  await say('a1', 'assistant', 'u1', 'old branch')
  await say('a2', 'assistant', 'u1', 'new branch')
})
afterAll(() => stop())

let clock = Date.now()
async function say(id: string, role: string, parentId: string | null, text: string) {
  clock += 1_000
  await services.database.prisma.message.create({
    data: {
      ...{ chatId, id, role, parentId },
      createdAt: new Date(clock),
      parts: [
        { type: 'reasoning', text: `${secret} thoughts` },
        { type: 'text', text },
      ],
      metadata: { model: 'secret/model', memories: [{ id: 'm', text: secret }], turnId: 'turn-1' },
    },
  })
}

const setSharing = (sharing: string) =>
  call('PATCH', '/api/settings', { cookie: admin, body: { sharing } })
const share = (includesLater: boolean, cookie = owner) =>
  post(`/api/chats/${chatId}/shares`, { cookie, body: { includesLater } })
const read = async (id: string, cookie?: string) => {
  const response = await call('GET', `/api/shares/${id}`, cookie ? { cookie } : {})
  return { status: response.status, text: await response.text() }
}
const textsOf = (body: string) =>
  JSON.parse(body).messages.map(({ parts }: { parts: { text: string }[] }) => parts.at(-1)?.text)

test('a snapshot stays as it was; a live link follows the chat and its shown branch', async () => {
  const snapshot = await (await share(false)).json()
  const live = await (await share(true)).json()
  expect(snapshot).toMatchObject({ includesLater: false, url: `/share/${snapshot.id}` })
  expect(textsOf((await read(snapshot.id)).text)).toEqual(['first question', 'new branch'])
  await say('u2', 'user', 'a2', 'later question')
  await services.database.prisma.message.update({
    where: { chatId_id: { chatId, id: 'a2' } },
    data: { parts: [{ type: 'text', text: 'new branch, continued' }] },
  })
  expect(textsOf((await read(snapshot.id)).text)).toEqual(['first question', 'new branch'])
  expect(textsOf((await read(live.id)).text)).toEqual([
    'first question',
    'new branch, continued',
    'later question',
  ])
  await services.database.prisma.chat.update({ where: { id: chatId }, data: { leafId: 'a1' } })
  expect(textsOf((await read(live.id)).text)).toEqual(['first question', 'old branch'])
  await services.database.prisma.chat.update({ where: { id: chatId }, data: { leafId: null } })
})

test('nothing of the owner, memories, models, reasoning or times is in it', async () => {
  for (const includesLater of [true, false]) {
    const { id } = await (await share(includesLater)).json()
    const { text } = await read(id)
    const hidden = [
      secret,
      account.email,
      account.name,
      'secret/model',
      'turn-1',
      'createdAt',
      chatId,
    ]
    expect(hidden.filter((word) => text.includes(word))).toEqual([])
    expect(text).not.toMatch(/20\d\d-\d\d-\d\dT/)
  }
})

test('of the files only pictures are in it', async () => {
  const { prisma } = services.database
  const { userId } = await prisma.chat.findUniqueOrThrow({ where: { id: chatId } })
  const fileOf = async (kind: string, mediaType: string) => {
    const { id } = await prisma.file.create({
      data: { userId, name: `${kind} name`, kind, mediaType, bytes: 1, status: 'ready' },
    })
    return { type: 'file', url: `/api/files/${id}`, mediaType, filename: `${kind} name` }
  }
  const files = [await fileOf('image', 'image/png'), await fileOf('document', 'application/pdf')]
  await prisma.message.update({
    where: { chatId_id: { chatId, id: 'u1' } },
    data: { parts: [...files, { type: 'text', text: 'first question' }] },
  })
  for (const includesLater of [true, false]) {
    const { id } = await (await share(includesLater)).json()
    const { text } = await read(id)
    expect(text).toContain('image name')
    expect(text).not.toContain('document name')
    const document = files[1]?.url.replace('/api/', `/api/shares/${id}/`) ?? ''
    expect((await call('GET', document)).status).toBe(404)
  }
})

test('links are listed and revoked by their owner alone, at once', async () => {
  const { id } = await (await share(true)).json()
  const listed = async (cookie: string) =>
    (await (await call('GET', '/api/shares', { cookie })).json()).items.map(
      (item: { id: string }) => item.id,
    )
  expect(await listed(owner)).toContain(id)
  expect(await listed(other)).toEqual([])
  expect((await share(true, other)).status).toBe(404)
  expect((await call('DELETE', `/api/shares/${id}`, { cookie: other })).status).toBe(404)
  expect((await read(id)).status).toBe(200)
  expect((await call('DELETE', `/api/shares/${id}`, { cookie: owner })).status).toBe(204)
  expect((await read(id)).status).toBe(404)
  expect((await read(id, owner)).status).toBe(404)
})

test('the setting says who may read', async () => {
  const { id } = await (await share(true)).json()
  await setSharing('signed-in')
  expect((await read(id)).status).toBe(401)
  expect((await read(id, other)).status).toBe(200)
  await setSharing('off')
  expect((await read(id)).status).toBe(404)
  expect((await read(id, other)).status).toBe(404)
  expect((await share(true)).status).toBe(403)
  await setSharing('anyone')
  expect((await read(id)).status).toBe(200)
})

test('a deleted chat ends its links', async () => {
  const { id } = await (await share(false)).json()
  await call('DELETE', `/api/chats/${chatId}`, { cookie: owner })
  expect((await read(id)).status).toBe(404)
})
