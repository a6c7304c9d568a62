import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openZip } from '#lib/zip/zip-file.ts'
import type { Services } from '../services.ts'
import { call, fileForm, post, signIn, signUp, startTestServices } from '../testing.ts'

let services: Services
let stop: () => Promise<void>
let owner: string
let other: string
const chatId = crypto.randomUUID()
const hostile = 'Typed <script>alert(7)</script><img src=x onerror=alert(8)> & more'
const answer =
  '**Bold** <b>raw</b> [ok](https://example.com) [bad](javascript:alert(9)) ![pic](https://example.com/p.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |'

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  owner = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  const second = { name: 'Otto', email: 'other@example.com', password: 'correct horse' }
  await post('/api/users', { cookie: owner, body: second })
  other = await signIn({ email: second.email, password: second.password })
  const { prisma } = services.database
  const { id: userId } = await prisma.user.findUniqueOrThrow({
    where: { email: 'ada@example.com' },
  })
  await prisma.chat.create({ data: { id: chatId, userId, title: 'A "title" / 标题' } })
  const say = (id: string, role: string, parentId: string | null, text: string, at: number) =>
    prisma.message.create({
      data: {
        ...{ chatId, id, role, parentId, createdAt: new Date(at), metadata: { model: 'p/m' } },
        parts: [{ type: 'text', text }],
      },
    })
  await say('u', 'user', null, hostile, 1_000)
  await say('a1', 'assistant', 'u', 'OTHERBRANCH', 2_000)
  await say('a2', 'assistant', 'u', answer, 3_000)
  await prisma.feedback.create({ data: { chatId, messageId: 'a2', value: 'up', comment: 'FINE' } })
  await post('/api/memories', { cookie: owner, body: { text: 'has an axolotl' } })
})
afterAll(() => stop())

const get = (path: string, cookie = owner) => call('GET', path, { cookie })
const exported = async (format: string) => get(`/api/chats/${chatId}/export?format=${format}`)

test('Markdown holds the shown branch as it was written', async () => {
  const response = await exported('md')
  const text = await response.text()
  expect(response.headers.get('content-disposition')).toMatch(
    /attachment; filename="A title __\.md"/,
  )
  expect(text).toContain(hostile)
  expect(text).toContain(answer)
  expect(text).not.toContain('OTHERBRANCH')
})

test('HTML stands alone, runs nothing and loads nothing', async () => {
  const text = await (await exported('html')).text()
  expect(text).toContain('<strong>Bold</strong>')
  expect(text).toContain('&#x3C;b>raw&#x3C;/b>')
  expect(text).toContain('<td>1</td>')
  expect(text).toContain('href="https://example.com"')
  expect(text).not.toContain('javascript:')
  expect(text).not.toMatch(/<(script|link|img|iframe|object)\b/i)
  expect(text).toContain('&#x3C;script>alert(7)')
})

test('JSON holds all branches and comes back by import', async () => {
  const text = await (await exported('json')).text()
  expect(JSON.parse(text).messages).toHaveLength(3)
  const form = await fileForm(text)
  const back = await call('POST', '/api/chats/import', { cookie: other, ...form })
  expect(await back.json()).toMatchObject({ format: 'lumos', imported: 1 })
  const own = await call('POST', '/api/chats/import', { cookie: owner, ...form })
  expect(await own.json()).toMatchObject({ imported: 0, skipped: 1 })
})

test("another's chat is 404, an unknown format 400", async () => {
  expect((await get(`/api/chats/${chatId}/export?format=md`, other)).status).toBe(404)
  expect((await exported('exe')).status).toBe(400)
})

test('the account export holds everything of its user and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lumos-export-test-'))
  try {
    const upload = await fileForm('UPLOADED', 'notes.txt')
    await post('/api/files', { cookie: owner, ...upload })
    await post('/api/files', { cookie: other, ...(await fileForm('FOREIGN', 'other.txt')) })
    const instructions = { howToAnswer: 'INVERSE' }
    await call('PATCH', '/api/account', { cookie: owner, body: { instructions } })
    const response = await get('/api/account/export')
    await writeFile(join(folder, 'all.zip'), Buffer.from(await response.arrayBuffer()))
    const zip = await openZip(join(folder, 'all.zip'))
    const texts = await Promise.all(zip.names().map((name) => zip.text(name)))
    zip.close()
    const all = texts.join('\n')
    const own = ['ada@example.com', 'INVERSE', 'OTHERBRANCH', 'axolotl', 'FINE']
    for (const word of [...own, 'notes.txt', 'UPLOADED']) expect(all).toContain(word)
    expect(all).not.toContain('other@example.com')
    expect(all).not.toContain('FOREIGN')
    expect(all).not.toMatch(/"password"/i)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
