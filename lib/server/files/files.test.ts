import { existsSync } from 'node:fs'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { largestFileBytes } from '#lib/contracts/chat/file.ts'
import type { UploadedFile } from '#lib/contracts/chat/uploaded-file.ts'
import {
  sampleDocx,
  samplePdf,
  samplePicture,
  samplePptx,
  sampleXlsx,
  sampleZip,
} from '#lib/files/testing.ts'
import type { Services } from '../services.ts'
import { call, fileForm, post, signUp, startTestServices } from '../testing.ts'
import { deleteLeftFiles } from './delete-left-files.ts'

let services: Services
let stop: () => Promise<void>
let cookie: string

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
})
afterAll(() => stop())

async function upload(content: BlobPart, name = 'thing.bin') {
  const response = await post('/api/files', { cookie, ...(await fileForm(content, name)) })
  const body = await response.json()
  return { status: response.status, code: body.error?.code, file: body as UploadedFile }
}
const part = (bytes: Uint8Array) => new Uint8Array(bytes)
const get = (path: string) => call('GET', path, { cookie })
/** A slow machine is still reading a document when its upload is answered. */
const stored = ({ id }: UploadedFile) => services.database.prisma.file.findUnique({ where: { id } })
const textOf = async ({ id }: UploadedFile) => (await get(`/api/files/${id}/text`)).text()

test('a picture is turned upright, scaled once and loses its metadata', async () => {
  const { file } = await upload(part(await samplePicture(3_000, 1_000, 'SECRET-PLACE')), 'a.txt')
  expect(file).toMatchObject({ kind: 'image', mediaType: 'image/jpeg', status: 'ready' })
  const response = await get(`/api/files/${file.id}`)
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(bytes.byteLength).toBe(file.bytes)
  expect(bytes.includes('SECRET-PLACE')).toBe(false)
  const { width, height } = await sharp(bytes).metadata()
  expect([width, height]).toEqual([683, 2_048])
  expect(response.headers.get('content-type')).toBe('image/jpeg')
  expect(response.headers.get('content-disposition')).toMatch(/^inline/)
})

test.each<[string, () => Promise<BlobPart>, string, string]>([
  [
    'PDF',
    async () => part(samplePdf(['First 4711', 'Second 8822'])),
    'First 4711\n\nSecond 8822',
    'pdf',
  ],
  ['Word', async () => part(await sampleDocx('Walrus &amp; 海象')), 'Walrus & 海象', 'word'],
  [
    'Excel',
    async () => part(await sampleXlsx('Ocelot')),
    'Costs & more\nOcelot\t42',
    'spreadsheetml',
  ],
  [
    'PowerPoint',
    async () => part(await samplePptx(['Eins', 'Zwei'])),
    'Eins\n\nZwei',
    'presentationml',
  ],
])('the text of %s is read', async (_, make, text, mediaType) => {
  const { file } = await upload(await make())
  expect(file.kind).toBe('document')
  expect(file.mediaType).toContain(mediaType)
  await expect.poll(() => stored(file)).toMatchObject({ status: 'ready' })
  expect((await textOf(file)).trim()).toBe(text)
})

test('text, code and UTF-16 are text, whatever they are called', async () => {
  for (const [content, name] of [
    ['Grüße: 狐猴 9911', 'notes.txt'],
    ['def f(x):\n\treturn x + 1\n', 'a.png'],
    ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'a.svg'],
    ['MZ is a code of a country', 'a.md'],
  ] as const) {
    const { file } = await upload(content, name)
    expect(file).toMatchObject({ kind: 'text', mediaType: 'text/plain', status: 'ready' })
    expect(await textOf(file)).toBe(content)
  }
  const { file } = await upload(part(Buffer.from('\ufeffGrüße', 'utf16le')))
  expect(await textOf(file)).toContain('Grüße')
})

test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
  ['a program', () => Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0'), Buffer.alloc(600, 7)])],
  ['a program named picture', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600, 3)])],
  ['a ZIP archive', () => sampleZip({ 'a.txt': 'x' })],
  ['a damaged picture', async () => (await samplePicture(40, 40, 'x')).subarray(0, 200)],
  ['bytes', () => Buffer.from([0, 1, 2, 255, 254])],
])('%s is refused', async (_, make) => {
  expect(await upload(part(await make()), 'photo.png')).toMatchObject({
    status: 415,
    code: 'file-type-unsupported',
  })
})

test('empty and too large files are refused', async () => {
  expect(await upload('')).toMatchObject({ status: 400, code: 'file-empty' })
  const large = new Uint8Array(largestFileBytes + 9).fill(97)
  expect(await upload(large)).toMatchObject({ status: 413, code: 'file-too-large' })
})

test('a damaged document says so', async () => {
  const { status, file } = await upload(part(samplePdf(['x']).subarray(0, 180)))
  expect(status).toBe(201)
  await expect.poll(() => stored(file)).toMatchObject({ status: 'failed', error: 'unreadable' })
  expect((await get(`/api/files/${file.id}/text`)).status).toBe(422)
})

test('documents are downloads in a sandbox', async () => {
  const { file } = await upload('<script>alert(1)</script>', "it's “here”.html")
  const { headers } = await get(`/api/files/${file.id}`)
  expect(headers.get('content-disposition')).toBe(
    "attachment; filename*=UTF-8''it%27s%20%E2%80%9Chere%E2%80%9D.html",
  )
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain('sandbox')
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
})

test('the room of a user is limited', async () => {
  const set = (fileMegabytesPerUser: number | null) =>
    call('PATCH', '/api/settings', { cookie, body: { fileMegabytesPerUser } })
  await set(1)
  expect(await upload('a'.repeat(1_100_000))).toMatchObject({
    status: 413,
    code: 'file-quota-used-up',
  })
  await set(null)
  expect((await upload('a'.repeat(1_100_000))).status).toBe(201)
})

test('a file goes with its last chat once that leaves the bin, and after a day without one', async () => {
  const { prisma } = services.database
  const { id: userId } = await prisma.user.findFirstOrThrow()
  const [held, unsent, fresh] = [await upload('held'), await upload('unsent'), await upload('new')]
  const ids = [held, unsent, fresh].map(({ file }) => file.id)
  const [heldId = '', unsentId = '', freshId = ''] = ids
  const chats = [crypto.randomUUID(), crypto.randomUUID()]
  for (const id of chats) {
    await prisma.chat.create({ data: { id, userId, files: { create: { fileId: heldId } } } })
  }
  const isStored = (id: string) => existsSync(services.files.path(id))
  await prisma.file.updateMany({
    where: { id: { not: freshId } },
    data: { createdAt: new Date(0) },
  })
  await deleteLeftFiles(services)
  expect((await get(`/api/files/${unsentId}`)).status).toBe(404)
  await call('DELETE', `/api/chats/${chats[0]}`, { cookie })
  expect((await get(`/api/files/${heldId}`)).status).toBe(200)
  await call('DELETE', `/api/chats/${chats[1]}`, { cookie })
  expect((await get(`/api/files/${heldId}`)).status).toBe(404)
  expect([isStored(heldId), isStored(freshId)]).toEqual([true, true])
  await call('DELETE', `/api/chats/${chats[1]}?forever=true`, { cookie })
  expect([isStored(heldId), isStored(freshId)]).toEqual([true, true])
  await call('DELETE', `/api/chats/${chats[0]}?forever=true`, { cookie })
  expect([isStored(heldId), isStored(freshId)]).toEqual([false, true])
  expect((await call('DELETE', `/api/files/${freshId}`, { cookie })).status).toBe(204)
  expect([(await get(`/api/files/${freshId}`)).status, isStored(freshId)]).toEqual([404, false])
})
