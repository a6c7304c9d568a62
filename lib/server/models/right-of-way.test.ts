import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startProvider } from '#lib/providers/testing.ts'
import {
  ask,
  cookie,
  framesOf,
  readChat,
  services,
  setUpTurns,
  textOfFrames,
} from '../chat/testing.ts'
import { writeTitle } from '../chat/titles/write-title.ts'
import { post } from '../testing.ts'

setUpTurns()

/**
 * Whether the server answers one request at a time, like a home computer with one graphics card.
 */
let isOllama = true
let slot: Promise<unknown> = Promise.resolve()
/** Delays the first title until it resolves or the request is aborted. */
let firstTitle = Promise.withResolvers<void>()
const titlesAsked: { wasGivenUp: boolean }[] = []
let provider: Awaited<ReturnType<typeof startProvider>>

beforeAll(async () => {
  provider = await startProvider(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (!request.url?.endsWith('/chat/completions')) return answerAbout(request, response)
    const before = slot
    const { promise, resolve } = Promise.withResolvers<void>()
    if (isOllama) slot = promise
    response.once('close', resolve)
    if (isOllama) await before
    await complete(body, response)
  })
})
afterAll(() => provider.close())
beforeEach(() => {
  slot = Promise.resolve()
  firstTitle = Promise.withResolvers()
  titlesAsked.length = 0
})

function answerAbout({ url }: IncomingMessage, response: ServerResponse) {
  response.statusCode = url?.startsWith('/v1/models') || isOllama ? 200 : 404
  response.setHeader('content-type', 'application/json')
  response.end('{"version":"0.32.7","data":[]}')
}

async function complete(body: string, response: ServerResponse) {
  const isTitle = body.includes('Lumos chat title')
  if (isTitle) {
    const asked = { wasGivenUp: false }
    titlesAsked.push(asked)
    const { promise, resolve } = Promise.withResolvers<void>()
    response.once('close', () => {
      asked.wasGivenUp = !response.writableFinished
      resolve()
    })
    if (titlesAsked.length === 1) await Promise.race([firstTitle.promise, promise])
  }
  if (response.destroyed) return
  response.setHeader('content-type', 'text/event-stream')
  const delta = { content: isTitle ? 'All about tokens' : 'Hi.' }
  const chunk = { choices: [{ index: 0, delta, finish_reason: 'stop' }] }
  response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`)
}

async function createAgent(): Promise<string> {
  const name = `P ${crypto.randomUUID().slice(0, 8)}`
  const body = { name, baseUrl: `${provider.url}/v1` }
  const { slug } = await (await post('/api/providers', { cookie, body })).json()
  const agent = { name: 'Agent', model: `${slug}/model` }
  return (await (await post('/api/agents', { cookie, body: agent })).json()).id
}

const answer = async (chatId: string, agentId: string, text: string) =>
  textOfFrames(framesOf(await (await ask(chatId, agentId, text)).text()))

test('a message does not wait behind the title of the chat, which is written afterwards', async () => {
  isOllama = true
  const agentId = await createAgent()
  const chatId = crypto.randomUUID()
  await answer(chatId, agentId, 'What is a token?')
  const title = writeTitle(services, { chatId, agentId })
  await expect.poll(() => titlesAsked.length).toBe(1)
  expect(await answer(chatId, agentId, 'Why?')).toBe('Hi.')
  await title
  expect((await readChat(chatId)).title).toBe('All about tokens')
  expect(titlesAsked).toEqual([{ wasGivenUp: true }, { wasGivenUp: false }])
})

test('a server that answers several at once is not interrupted', async () => {
  isOllama = false
  const agentId = await createAgent()
  const chatId = crypto.randomUUID()
  await answer(chatId, agentId, 'What is a token?')
  const title = writeTitle(services, { chatId, agentId })
  await expect.poll(() => titlesAsked.length).toBe(1)
  expect(await answer(chatId, agentId, 'Why?')).toBe('Hi.')
  firstTitle.resolve()
  await title
  expect((await readChat(chatId)).title).toBe('All about tokens')
  expect(titlesAsked).toEqual([{ wasGivenUp: false }])
})
