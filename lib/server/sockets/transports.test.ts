import {
  type ChatTransport,
  DefaultChatTransport,
  type UIMessage,
  type UIMessageChunk,
  WebSocketChatTransport,
} from 'ai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { ErrorBody } from '#lib/contracts/error-body.ts'
import { cookie, createAgent, readChat, services, setUpTurns } from '../chat/testing.ts'
import { call, type Method, post } from '../testing.ts'
import { startSocketServer } from './testing.ts'

setUpTurns()

let server: Awaited<ReturnType<typeof startSocketServer>>
const open: WebSocketChatTransport<UIMessage>[] = []

beforeAll(async () => {
  server = await startSocketServer(services)
})
afterAll(() => {
  for (const transport of open) transport.close()
  server.stop()
})

type WebSocketConstructor = NonNullable<
  ConstructorParameters<typeof WebSocketChatTransport>[0]['webSocket']
>

/** Browsers add these headers themselves. */
const socketOf = (asker: string) =>
  class extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { cookie: asker, origin: server.origin } })
    }
  }

/** AI SDK's own transports, as a client of Lumos uses them. */
const transports = {
  SSE: (agentId: string, asker = cookie): ChatTransport<UIMessage> =>
    new DefaultChatTransport({
      prepareSendMessagesRequest: ({ id, messages }) => ({
        body: { id, agentId, message: messages.at(-1) },
      }),
      fetch: (url, init) =>
        call((init?.method ?? 'GET') as Method, String(url), {
          cookie: asker,
          ...(init?.body && { rawBody: init.body as string }),
        }),
    }),
  WebSocket: (agentId: string, asker = cookie): ChatTransport<UIMessage> => {
    const transport = new WebSocketChatTransport<UIMessage>({
      url: server.url,
      body: { agentId },
      // The library's events have types of their own.
      webSocket: socketOf(asker) as unknown as WebSocketConstructor,
    })
    open.push(transport)
    return transport
  },
}

function ask(
  transport: ChatTransport<UIMessage>,
  chatId: string,
  text = 'Hello',
  stop?: AbortSignal,
) {
  const message: UIMessage = {
    ...{ id: crypto.randomUUID(), role: 'user' },
    parts: [{ type: 'text', text }],
  }
  return transport.sendMessages({
    ...{ trigger: 'submit-message', chatId, messageId: undefined, messages: [message] },
    abortSignal: stop,
  })
}

const deltaOf = (chunk: UIMessageChunk) => (chunk.type === 'text-delta' ? chunk.delta : '')

async function readAll(stream: ReadableStream<UIMessageChunk> | null) {
  const chunks: UIMessageChunk[] = []
  for await (const chunk of stream ?? []) chunks.push(chunk)
  return { chunks, text: chunks.map(deltaOf).join('') }
}

async function readUntil(stream: ReadableStream<UIMessageChunk>, wanted: string): Promise<void> {
  const reader = stream.getReader()
  let text = ''
  while (!text.includes(wanted)) {
    const { done, value } = await reader.read()
    if (done) throw new Error(`The stream ended without ${wanted}: ${text}`)
    text += deltaOf(value)
  }
  reader.releaseLock()
}

/** What is known of a failure: the body of the answer, where there is one. */
const codeOf = (error: unknown) => {
  const { error: body } = JSON.parse((error as Error).message) as ErrorBody
  return body.code
}

const slow = 'sim:ttfb=1,gap=5,tokens=400'
const slowText = Array.from({ length: 400 }, (_, at) => `tok${at}`).join(' ')
const endless = 'sim:ttfb=1,gap=5,tokens=100000'

describe.each(Object.entries(transports))('by %s', (_, create) => {
  test('a turn streams the answer, which is stored', async () => {
    const chatId = crypto.randomUUID()
    const transport = create(await createAgent('sim:ttfb=1,gap=1,tokens=20'))
    const { chunks, text } = await readAll(await ask(transport, chatId))
    const stored = (await readChat(chatId)).messages[1]
    expect(stored).toMatchObject({ status: 'complete', parts: [{ text }] })
    expect(chunks[0]).toMatchObject({ type: 'start', messageId: stored?.id })
    expect(chunks.at(-1)).toMatchObject({ type: 'finish' })
    expect(chunks.some(({ type }) => type === 'data-timing')).toBe(true)
  })

  test('a run is resumed from its beginning, by its owner', async () => {
    const chatId = crypto.randomUUID()
    const agentId = await createAgent(slow)
    await readUntil(await ask(create(agentId), chatId), 'tok9')
    const { chunks, text } = await readAll(await create(agentId).reconnectToStream({ chatId }))
    expect(text).toBe(slowText)
    expect(chunks[0]?.type).toBe('start')
  })

  test('where nothing runs, there is nothing to resume', async () => {
    const chatId = crypto.randomUUID()
    const transport = create(await createAgent('sim:ttfb=1,gap=1,tokens=1'))
    await readAll(await ask(transport, chatId))
    await services.background.settled()
    expect(await transport.reconnectToStream({ chatId })).toBeNull()
  })

  test('a stop ends the run with its text so far', async () => {
    const chatId = crypto.randomUUID()
    const stream = await ask(create(await createAgent(endless)), chatId)
    await readUntil(stream, 'tok3')
    await post(`/api/chat/${chatId}/stop`, { cookie })
    const { chunks } = await readAll(stream)
    expect(chunks.at(-1)).toMatchObject({ type: 'abort' })
    expect((await readChat(chatId)).messages[1]).toMatchObject({ status: 'stopped' })
  })

  test('a second run of a chat is refused, and the first goes on', async () => {
    const chatId = crypto.randomUUID()
    const transport = create(await createAgent(slow))
    const first = await ask(transport, chatId)
    await readUntil(first, 'tok3')
    const second = ask(transport, chatId, 'Me, too').then(readAll)
    expect(codeOf(await second.catch((error) => error))).toBe('run-in-progress')
    expect((await readAll(first)).text).toMatch(/tok399$/)
  })

  test('a refused request says why', async () => {
    const refused = ask(create('no-such-agent'), crypto.randomUUID()).then(readAll)
    expect(codeOf(await refused.catch((error) => error))).toBe('not-found')
    const transport = create(await createAgent(slow))
    const unreadable = ask(transport, 'no uuid').then(readAll)
    expect(codeOf(await unreadable.catch((error) => error))).toBe('invalid-input')
  })

  test('a failure of the model is part of the stream', async () => {
    const transport = create(await createAgent('sim:error=500'))
    const { chunks } = await readAll(await ask(transport, crypto.randomUUID()))
    expect(chunks.at(-1)).toMatchObject({ type: 'error', errorText: expect.any(String) })
  })

  test('nobody without a session is answered', async () => {
    const transport = create(await createAgent(slow), 'lumos.session_token=forged.AAAA')
    const chatId = crypto.randomUUID()
    await expect(ask(transport, chatId).then(readAll)).rejects.toThrow()
    await expect(transport.reconnectToStream({ chatId })).rejects.toThrow()
    expect(await services.database.prisma.chat.count({ where: { id: chatId } })).toBe(0)
  })
})

test('an abort over the socket stops the run', async () => {
  const chatId = crypto.randomUUID()
  const stopping = new AbortController()
  const transport = transports.WebSocket(await createAgent(endless))
  const stream = await ask(transport, chatId, 'Hello', stopping.signal)
  await readUntil(stream, 'tok3')
  stopping.abort()
  await expect
    .poll(async () => (await readChat(chatId)).messages[1]?.status, { timeout: 30_000 })
    .toBe('stopped')
})
