import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ChatDetail } from '#lib/contracts/chat/chat.ts'
import type { ImportReport } from '#lib/contracts/chat/import.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import { writeZip } from '#lib/zip/zip-file.ts'
import type { Services } from '../services.ts'
import { call, fileForm, post, signUp, startTestServices } from '../testing.ts'

// Each import is read in a process of its own, which a busy machine starts slowly.
vi.setConfig({ testTimeout: 60_000 })

let services: Services
let stop: () => Promise<void>
let cookie: string
let folder: string

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  folder = await mkdtemp(join(tmpdir(), 'lumos-imports-test-'))
})
afterAll(async () => {
  await stop()
  await rm(folder, { recursive: true, force: true })
})

async function send(content: BlobPart, name = 'export.json') {
  const form = await fileForm(content, name)
  const response = await call('POST', '/api/chats/import', { cookie, ...form })
  return { status: response.status, body: await response.json() }
}

async function importJson(json: unknown): Promise<ImportReport> {
  const { status, body } = await send(JSON.stringify(json))
  expect({ status, body }).toMatchObject({ status: 200 })
  return body
}

async function zipOf(entries: Record<string, string>): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(folder, `${crypto.randomUUID()}.zip`)
  await writeZip(path, async (add) => {
    for (const [name, text] of Object.entries(entries)) await add(name, text)
  })
  return readFile(path)
}

async function find(word: string): Promise<ChatDetail> {
  const list = await (await call('GET', `/api/chats?query=${word}`, { cookie })).json()
  expect(list.items).toHaveLength(1)
  return (await call('GET', `/api/chats/${list.items[0].id}`, { cookie })).json()
}

const spoken = ({ messages }: ChatDetail) =>
  messages.map(({ role, parts }) => `${role}: ${textOfParts(parts)}`)

// --- the formats of other programs' exports ---

type Line = [id: string, parent: string | null, role: string, text: string]

function gpt(id: string, title: string, lines: Line[], more: object = {}) {
  const mapping = Object.fromEntries(
    lines.map(([node, parent, role, text], index) => [
      node,
      {
        id: node,
        parent,
        children: [],
        message: text
          ? {
              author: { role },
              create_time: 1_750_000_000 + index,
              content: { content_type: 'text', parts: [text] },
              recipient: role === 'call' ? 'python' : 'all',
              metadata: {},
            }
          : null,
      },
    ]),
  )
  return { conversation_id: id, title, create_time: 1_750_000_000, mapping, ...more }
}

const claudeChat = {
  uuid: 'c-1',
  name: 'Bread',
  created_at: '2026-01-02T03:04:05Z',
  chat_messages: [
    {
      uuid: 'm-1',
      sender: 'human',
      text: 'CLAUDEONE how long?',
      created_at: '2026-01-02T03:04:05Z',
    },
    {
      uuid: 'm-2',
      sender: 'assistant',
      text: '',
      content: [
        { type: 'thinking', thinking: 'Dough needs time.' },
        { type: 'text', text: 'Two hours.' },
      ],
      created_at: '2026-01-02T03:04:09Z',
    },
  ],
}

const openWebUiChat = {
  id: 'o-1',
  title: 'Router',
  created_at: 1_750_000_000,
  chat: {
    history: {
      currentId: 'b',
      messages: {
        a: { id: 'a', parentId: null, role: 'user', content: 'OPENONE which port?', timestamp: 1 },
        b: {
          id: 'b',
          parentId: 'a',
          role: 'assistant',
          model: 'llama3',
          content:
            '<details type="reasoning" done="true">\n<summary>Thought</summary>\n> HTTPS.\n</details>\n443.',
          timestamp: 2,
        },
      },
    },
  },
}

const libreChat = {
  conversationId: 'l-1',
  title: 'Garden',
  messages: [
    {
      messageId: 'x',
      parentMessageId: '00000000-0000-0000-0000-000000000000',
      isCreatedByUser: true,
      text: 'LIBREONE when to sow?',
      children: [
        {
          messageId: 'y',
          parentMessageId: 'x',
          isCreatedByUser: false,
          content: [{ type: 'text', text: { value: 'In April.' } }],
        },
      ],
    },
  ],
}

test('ChatGPT: a ZIP of several files, with branches, tools, hidden messages and citations', async () => {
  const chat = gpt(
    'g-1',
    'Sourdough',
    [
      ['root', null, '', ''],
      ['sys', 'root', 'system', 'You are ChatGPT.'],
      ['u', 'sys', 'user', 'GPTONE how to feed it?'],
      ['a1', 'u', 'assistant', 'First answer.'],
      ['a2', 'u', 'assistant', 'With flour\ue200cite\ue202turn0\ue201 and water.'],
      ['u2', 'a2', 'user', 'Look it up.'],
      ['c1', 'u2', 'assistant', 'I look.'],
      ['call', 'c1', 'call', 'print(1)'],
      ['tool', 'call', 'tool', 'Result.'],
      ['a3', 'tool', 'assistant', 'Twice a day.'],
    ],
    { current_node: 'a3' },
  )
  const zip = await zipOf({
    'user.json': '{"id":"user-1"}',
    'conversations-000.json': JSON.stringify([chat]),
    'conversations-001.json': JSON.stringify([
      gpt('g-2', '中文', [['u', null, 'user', 'GPTTWO 你好']], { default_model_slug: undefined }),
    ]),
  })
  const { body } = await send(zip, 'export.zip')
  expect(body).toEqual({ format: 'chatgpt', imported: 2, skipped: 0, failed: [] })
  const stored = await find('GPTONE')
  expect(stored.title).toBe('Sourdough')
  expect(spoken(stored)).toEqual([
    'user: GPTONE how to feed it?',
    'assistant: First answer.',
    'assistant: With flour and water.',
    'user: Look it up.',
    'assistant: I look.\nTwice a day.',
  ])
  const [question, first, second] = stored.messages
  expect([first?.parentId, second?.parentId]).toEqual([question?.id, question?.id])
  expect((await send(zip, 'again.zip')).body).toMatchObject({ imported: 0, skipped: 2 })
})

test.each([
  ['claude', claudeChat, 'CLAUDEONE', ['user: CLAUDEONE how long?', 'assistant: Two hours.']],
  ['open-webui', openWebUiChat, 'OPENONE', ['user: OPENONE which port?', 'assistant: 443.']],
  ['librechat', libreChat, 'LIBREONE', ['user: LIBREONE when to sow?', 'assistant: In April.']],
])('%s: messages, order and a second import', async (format, chat, word, said) => {
  expect(await importJson([chat])).toEqual({ format, imported: 1, skipped: 0, failed: [] })
  expect(spoken(await find(word))).toEqual(said)
  expect(await importJson(chat)).toMatchObject({ imported: 0, skipped: 1 })
})

test('reasoning is reasoning, not the answer', async () => {
  const stored = await find('CLAUDEONE')
  expect(stored.messages[1]?.parts[0]).toEqual({ type: 'reasoning', text: 'Dough needs time.' })
  const other = await find('OPENONE')
  expect(other.messages[1]?.parts[0]).toEqual({ type: 'reasoning', text: 'HTTPS.' })
})

test('what is broken is named, and the rest comes', async () => {
  const circle = gpt('x-3', 'Circle', [
    ['a', 'b', 'user', 'CIRCLEWORD'],
    ['b', 'a', 'assistant', 'round'],
  ])
  const zip = await zipOf({
    'conversations-000.json': JSON.stringify([
      gpt('x-1', 'Good', [['u', null, 'user', 'HALFGOOD']]),
      { ...gpt('x-2', 'Broken tree', []), mapping: null },
      circle,
      gpt('x-4', 'Empty', [['u', null, 'user', '']]),
    ]),
    'conversations-001.json': '[{"title": "cut',
    'xx/xx/outside.json': '[]',
  })
  // A path outside the archive, which the ZIP writer would refuse, so it is patched in.
  const hostile = Buffer.from(zip).toString('latin1').replaceAll('xx/xx/', '../../')
  const { body } = await send(Buffer.from(hostile, 'latin1'))
  expect(body).toMatchObject({ format: 'chatgpt', imported: 1 })
  expect(body.failed.map(({ title }: { title: string }) => title).sort()).toEqual([
    'Broken tree',
    'Circle',
    'Empty',
    'conversations-001.json',
  ])
  expect(body.failed.every(({ reason }: { reason: string }) => reason.length > 5)).toBe(true)
  expect(spoken(await find('HALFGOOD'))).toEqual(['user: HALFGOOD'])
})

test('odd texts, ids and times are stored as far as the database takes them', async () => {
  const id = 'i'.repeat(5_000)
  const odd = gpt('odd-1', `Nul\0 and \ud800 alone`, [
    [id, null, 'user', 'ODDWORD\0 \udc00 end'],
    ['a', id, 'assistant', 'fine'],
  ])
  const times = { create_time: 'yesterday', update_time: -5 }
  expect(await importJson([{ ...odd, ...times }])).toMatchObject({ imported: 1, failed: [] })
  const stored = await find('ODDWORD')
  expect(stored.title).toBe('Nul and \ufffd alone')
  expect(stored.messages[1]?.parentId).toBe(stored.messages[0]?.id)
})

test.each([
  ['cut JSON', () => '{"title": "cut', 'import-unreadable'],
  ['JSON of something else', () => '{"hello":[1,2]}', 'import-unknown'],
  ['a ZIP without chats', () => zipOf({ 'a.txt': 'x' }), 'import-unknown'],
  [
    'a cut ZIP',
    async () => (await zipOf({ 'conversations.json': '[]' })).subarray(0, 40),
    'import-unreadable',
  ],
  ['nothing', () => '', 'file-empty'],
])('%s is refused', async (_name, content, code) => {
  const { status, body } = await send(await content())
  expect(status).toBe(400)
  expect(body.error.code).toBe(code)
})

test('a body that is no form is refused', async () => {
  const wrong = await post('/api/chats/import', { cookie, body: { file: 'x' } })
  expect(wrong.status).toBe(415)
  const noFile = new Request('http://lumos.test', { method: 'POST', body: new FormData() })
  const response = await call('POST', '/api/chats/import', {
    cookie,
    headers: { 'content-type': noFile.headers.get('content-type') ?? '' },
    rawBody: await noFile.arrayBuffer(),
  })
  expect(response.status).toBe(400)
})

test('an imported chat goes on, and belongs to its user alone', async () => {
  const { id } = await find('GPTTWO')
  const other = await services.database.prisma.chat.findMany({ where: { id: { not: id } } })
  expect(other.every(({ userId }) => userId !== '')).toBe(true)
  const admin = await services.database.prisma.user.findFirstOrThrow()
  expect((await services.database.prisma.chat.findUniqueOrThrow({ where: { id } })).userId).toBe(
    admin.id,
  )
})
