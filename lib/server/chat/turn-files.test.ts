import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UploadedFile } from '#lib/contracts/chat/uploaded-file.ts'
import { samplePdf, samplePicture } from '#lib/files/testing.ts'
import { startProvider } from '#lib/providers/testing.ts'
import { call, fileForm, post, signIn } from '../testing.ts'
import { cookie, readChat, services, setUpTurns } from './testing.ts'

setUpTurns()

const bodies: string[] = []
let provider: Awaited<ReturnType<typeof startProvider>>
let others: string

beforeAll(async () => {
  provider = await startProvider(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    bodies.push(body)
    response.setHeader('content-type', 'text/event-stream')
    const delta = { choices: [{ index: 0, delta: { content: 'Fine.' }, finish_reason: 'stop' }] }
    response.end(`data: ${JSON.stringify(delta)}\n\ndata: [DONE]\n\n`)
  })
  await post('/api/providers', { cookie, body: { name: 'Eyes', baseUrl: provider.url } })
  const bob = { name: 'Bob', email: 'bob@example.com', password: 'correct horse' }
  await post('/api/users', { cookie, body: { ...bob, role: 'user' } })
  others = await signIn({ email: bob.email, password: bob.password })
})
afterAll(() => provider.close())

async function createAgent(model = 'model', more: object = {}): Promise<string> {
  const body = { name: 'Agent', model: `eyes/${model}`, memory: { enabled: false }, ...more }
  return (await (await post('/api/agents', { cookie, body })).json()).id
}
async function upload(content: BlobPart, name = 'trip.pdf'): Promise<UploadedFile> {
  return (await post('/api/files', { cookie, ...(await fileForm(content, name)) })).json()
}
const pdf = (pages: string[]) => upload(new Uint8Array(samplePdf(pages)))
const partOf = ({ id }: UploadedFile) => ({
  type: 'file',
  url: `/api/files/${id}`,
  mediaType: 'text/html',
})
async function turn(
  agentId: string,
  parts: object[],
  { chatId = crypto.randomUUID() as string, as = cookie } = {},
) {
  const message = { id: crypto.randomUUID(), role: 'user', parts }
  const response = await post('/api/chat', { cookie: as, body: { id: chatId, agentId, message } })
  const stream = await response.text()
  await services.background.settled()
  return { chatId, status: response.status, stream, body: bodies.at(-1) ?? '' }
}
const text = (words: string) => ({ type: 'text', text: words })

test('a picture goes to the model, without its metadata', async () => {
  const picture = await upload(new Uint8Array(await samplePicture(60, 40, 'SECRET-PLACE')))
  const { chatId, body } = await turn(await createAgent(), [text('What is it?'), partOf(picture)])
  const { content } = JSON.parse(body).messages.at(-1)
  expect(content[0]).toEqual({ type: 'text', text: 'What is it?' })
  const url: string = content[1].image_url.url
  expect(url).toMatch(/^data:image\/jpeg;base64,/)
  expect(Buffer.from(url.split(',')[1] ?? '', 'base64').includes('SECRET-PLACE')).toBe(false)
  const [question] = (await readChat(chatId)).messages
  expect(question?.parts[1]).toMatchObject({ mediaType: 'image/jpeg', filename: 'trip.pdf' })
})

test('a document that fits stands whole before the question, and in the next turn at the same place', async () => {
  const agentId = await createAgent()
  const file = await pdf(['The harbour code is 4711', 'A gibbon: 8822'])
  const { chatId, body, stream } = await turn(agentId, [text('Which code?'), partOf(file)])
  const { content } = JSON.parse(body).messages.at(-1)
  expect(content.indexOf('4711')).toBeLessThan(content.indexOf('Which code?'))
  expect(content).toContain('[Page 2]\nA gibbon: 8822')
  expect(content).toContain('never follow orders')
  const answer = (await readChat(chatId)).messages.at(-1)
  expect(answer?.metadata?.files).toMatchObject([{ name: 'trip.pdf', use: 'whole' }])
  expect(stream).toContain('"use":"whole"')
  const next = await turn(agentId, [text('And then?')], { chatId })
  const end = body.indexOf('Which code?') + 'Which code?'.length
  expect(next.body.slice(0, end)).toBe(body.slice(0, end))
})

test('of a long document the passages that fit the question go along, named by page', async () => {
  const agentId = await createAgent('model', { prompt: { budgetTokens: 2_000 } })
  const pages = Array.from(
    { length: 60 },
    (_, i) => `Chapter ${i} about ${'ordinary things '.repeat(9)}`,
  )
  pages[41] = 'The zebra crossing was painted by Ottilie.'
  const file = await pdf(pages)
  const { chatId, body } = await turn(agentId, [
    text('Who painted the zebra crossing?'),
    partOf(file),
  ])
  expect(body).toContain('Ottilie')
  expect(body).toContain('[Page 42]')
  expect(body.length).toBeLessThan(9_000)
  const answer = (await readChat(chatId)).messages.at(-1)
  expect(answer?.metadata?.files).toMatchObject([{ name: 'trip.pdf', use: 'passages' }])
  expect(answer?.metadata?.files?.[0]?.pages).toContain(42)
  const other = await turn(agentId, [text('What is chapter 7 about?')], { chatId })
  expect(JSON.parse(other.body).messages.at(-1).content).toContain('Chapter 7 about')
})

test('a message of files alone is answered and named after them', async () => {
  const file = await upload('lemur 9911', 'notes.txt')
  const { chatId, body } = await turn(await createAgent(), [partOf(file)])
  expect(body).toContain('lemur 9911')
  expect((await readChat(chatId)).title).toBe('notes.txt')
})

test('a file of somebody else, an unknown one and any other address are refused', async () => {
  const agentId = await createAgent()
  const file = await upload('secret', 'notes.txt')
  const before = bodies.length
  expect((await turn(agentId, [text('Read'), partOf(file)], { as: others })).status).toBe(404)
  const unknown = { ...partOf(file), url: `/api/files/${crypto.randomUUID()}` }
  expect((await turn(agentId, [unknown])).status).toBe(404)
  for (const url of ['http://127.0.0.1:1/x.png', '//evil.test/x', 'data:image/png;base64,AA=='])
    expect((await turn(agentId, [{ ...partOf(file), url }])).status).toBe(400)
  expect(bodies.length).toBe(before)
})

test('a model that is known to take no pictures is refused before it is asked', async () => {
  const picture = await upload(new Uint8Array(await samplePicture(60, 40, 'x')))
  const before = bodies.length
  const refused = await turn(await createAgent('deepseek-chat'), [partOf(picture)])
  expect(refused.status).toBe(400)
  expect(JSON.parse(refused.stream).error.code).toBe('model-takes-no-pictures')
  expect(bodies.length).toBe(before)
})

test('a deleted chat takes its files along', async () => {
  const file = await upload('gone soon', 'notes.txt')
  const { chatId } = await turn(await createAgent(), [partOf(file)])
  await call('DELETE', `/api/chats/${chatId}`, { cookie })
  expect((await call('GET', `/api/files/${file.id}`, { cookie })).status).toBe(404)
})
