import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type LumosClient, signUp } from './lumos-client.ts'
import { killLumos, removeDataDirs, startLumos } from './lumos-process.ts'

afterEach(removeDataDirs)

/** Answers are saved every second; the limit leaves a margin for a busy machine. */
const mostLostMs = 3_000

test('a killed Lumos keeps the answer but its last second, says so, and goes on with it', async () => {
  const first = await startLumos()
  await first.ready
  const client = await signUp(first.url)
  const chatId = crypto.randomUUID()
  const message = {
    id: crypto.randomUUID(),
    role: 'user',
    parts: [{ type: 'text', text: 'Write a long essay of about 900 tokens.' }],
  }
  const asked = await post(client, { id: chatId, message })
  const received = await readFor(asked, 5_000)
  await killLumos(first)

  const second = await startLumos({ LUMOS_DATA_DIR: first.dataDir })
  await second.ready
  const interrupted = await answerOf(client.at(second.url), chatId)
  expect(interrupted.status).toBe('interrupted')
  expect(interrupted.text.length).toBeGreaterThanOrEqual(received.textBefore(mostLostMs).length)
  expect(received.text().startsWith(interrupted.text.slice(0, received.text().length))).toBe(true)

  const body = { id: chatId, trigger: 'continue-message' }
  await (await post(client.at(second.url), body)).text()
  const whole = await answerOf(client.at(second.url), chatId)
  expect(whole.status).toBe('complete')
  expect(whole.text.startsWith(interrupted.text)).toBe(true)
  expect(whole.text.length).toBeGreaterThan(interrupted.text.length)
  second.signalGroup('SIGINT')
  expect(await second.ended).toBe(0)
})

test('a killed Lumos still learns what it was told', async () => {
  const model = await startMemoryModel()
  const first = await startLumos()
  await first.ready
  const client = await signUp(first.url)
  const provider = { name: 'Slow', baseUrl: model.url, kind: 'openai-compatible' }
  const { slug } = await client.json('POST', '/api/providers', provider)
  await client.json('PATCH', '/api/settings', { memoryModel: `${slug}/reader` })
  const text = 'I keep seven beehives on my roof in Lisbon.'
  const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] }
  await (await post(client, { id: crypto.randomUUID(), message })).text()
  await model.asked
  await killLumos(first)
  model.answerFromNow()

  const second = await startLumos({ LUMOS_DATA_DIR: first.dataDir })
  await second.ready
  const texts = async () => {
    const { items } = await client.at(second.url).json('GET', '/api/memories')
    return (items as { text: string }[]).map(({ text }) => text)
  }
  await expect.poll(texts, { timeout: 90_000, interval: 500 }).toEqual([beehives])
  second.signalGroup('SIGINT')
  expect(await second.ended).toBe(0)
  await model.close()
})

const beehives = 'The user keeps seven beehives.'

/** A memory model that never answers its first request. */
async function startMemoryModel() {
  const asked = Promise.withResolvers<void>()
  let isAnswering = false
  const facts = [{ text: beehives, type: 'profile', importance: 0.6 }]
  const delta = { content: JSON.stringify({ facts }) }
  const server = createServer((request, response) => {
    if (!request.url?.endsWith('/chat/completions')) {
      response.setHeader('content-type', 'application/json').end('{"data":[{"id":"reader"}]}')
      return
    }
    asked.resolve()
    if (!isAnswering) return
    response.setHeader('content-type', 'text/event-stream')
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`)
    const end = { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }
    response.end(`data: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked: asked.promise,
    answerFromNow() {
      isAnswering = true
    },
    close: () => server[Symbol.asyncDispose](),
  }
}

const post = (client: LumosClient, body: object) => client.send('POST', '/api/chat', body)

async function answerOf(client: LumosClient, chatId: string) {
  const response = await client.send('GET', `/api/chats/${chatId}`)
  const { messages } = await response.json()
  expect(messages).toHaveLength(2)
  const { status, parts } = messages[1]
  return { status, text: parts.map((part: { text?: string }) => part.text ?? '').join('') }
}

/** Reads a stream for some time and records when each piece arrived. */
async function readFor(response: Response, ms: number) {
  const pieces: { at: number; text: string }[] = []
  const endsAt = Date.now() + ms
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  while (Date.now() < endsAt) {
    const { value, done } = await reader.read()
    if (done) throw new Error('The answer was whole before the kill.')
    const frames = (rest + value).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      if (!frame.startsWith('data: {"type":"text-delta"')) continue
      pieces.push({ at: Date.now(), text: JSON.parse(frame.slice('data: '.length)).delta })
    }
  }
  const text = (until: number) =>
    pieces.flatMap((piece) => (piece.at <= until ? [piece.text] : [])).join('')
  // The stream breaks when the process is killed.
  reader.closed.catch(() => undefined)
  return { text: () => text(endsAt + ms), textBefore: (lostMs: number) => text(endsAt - lostMs) }
}
