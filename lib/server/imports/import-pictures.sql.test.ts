import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChatDetail } from '#lib/contracts/chat/chat.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import { writeZip } from '#lib/zip/zip-file.ts'
import { call, fileForm, signUp, startTestServices } from '../testing.ts'

let stop: () => Promise<void>
let cookie: string
let folder: string

beforeAll(async () => {
  ;({ stop } = await startTestServices())
  cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  folder = await mkdtemp(join(tmpdir(), 'lumos-pictures-test-'))
})
afterAll(async () => {
  await stop()
  await rm(folder, { recursive: true, force: true })
})

async function bring(content: BlobPart, name: string) {
  const response = await call('POST', '/api/chats/import', {
    cookie,
    ...(await fileForm(content, name)),
  })
  expect(response.status).toBe(200)
  return response.json()
}

async function zipOf(entries: Record<string, string | Buffer>) {
  const path = join(folder, 'export.zip')
  await writeZip(path, async (add) => {
    for (const [name, content] of Object.entries(entries))
      await add(name, typeof content === 'string' ? content : Readable.from([content]))
  })
  return readFile(path)
}

async function find(word: string): Promise<ChatDetail> {
  const { items } = await (await call('GET', `/api/chats?query=${word}`, { cookie })).json()
  return (await call('GET', `/api/chats/${items[0].id}`, { cookie })).json()
}

/** A conversation of ChatGPT whose question shows a picture. */
function gpt(id: string, word: string, asset: string) {
  const content = { parts: [{ asset_pointer: `sediment://${asset}` }, word] }
  const message = { author: { role: 'user' }, content, recipient: 'all', metadata: {} }
  return { conversation_id: id, title: id, mapping: { q: { id: 'q', parent: null, message } } }
}

/** One red pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

async function picturesOf({ messages }: ChatDetail): Promise<(string | null)[]> {
  const parts = messages.flatMap((message) => message.parts).filter(({ type }) => type === 'file')
  const answers = parts.map((part) =>
    call('GET', 'url' in part ? String(part.url) : '', { cookie }),
  )
  return (await Promise.all(answers)).map(({ headers }) => headers.get('content-type'))
}

test('pictures of an archive come along, re-encoded; a broken one is named', async () => {
  const chats = [
    gpt('A bird', 'PICTUREWORD', 'file_00aa'),
    gpt('Broken', 'BROKENWORD', 'file_00bb'),
  ]
  const zip = await zipOf({
    'conversations.json': JSON.stringify(chats),
    'conversation_asset_file_names.json': JSON.stringify({ 'file_00aa.dat': 'bird.png' }),
    'file_00aa.dat': png,
    'file_00bb.dat': png.subarray(0, 40),
  })
  const report = await bring(zip, 'export.zip')
  expect(report).toMatchObject({ imported: 2, failed: [{ title: 'Broken' }] })
  const chat = await find('PICTUREWORD')
  expect(chat.messages[0]?.parts[0]).toMatchObject({ type: 'file', filename: 'bird.png' })
  expect(await picturesOf(chat)).toEqual([expect.stringMatching(/^image\//)])
  expect(textOfParts((await find('BROKENWORD')).messages[0]?.parts ?? [])).toBe('BROKENWORD')
  expect(await bring(zip, 'export.zip')).toMatchObject({ imported: 0, skipped: 2 })
})

test("pictures in Open WebUI's messages come along", async () => {
  const files = [{ type: 'image', url: `data:image/png;base64,${png.toString('base64')}` }]
  const message = { id: 'm', parentId: null, role: 'user', content: 'OWUPIC', files }
  const chat = { history: { currentId: 'm', messages: { m: message } } }
  await bring(JSON.stringify([{ id: 'owu', title: 'Picture', chat }]), 'export.json')
  expect(await picturesOf(await find('OWUPIC'))).toHaveLength(1)
})
