import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { text as readAll } from 'node:stream/consumers'
import type { Agent } from 'undici'
import { afterEach, describe, expect, test } from 'vitest'
import type { ModelEvent } from '../model-port.ts'
import { collect, connectTo, hello, startProvider, textOfEvents } from '../testing.ts'
import { createOpenAiCompatible } from './openai-compatible.ts'

const never = new AbortController().signal
const content = (text: string) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`
const finish = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n'
const done = 'data: [DONE]\n\n'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

async function provider(
  answer: (request: IncomingMessage, response: ServerResponse, body: unknown) => unknown,
) {
  const bodies: unknown[] = []
  const server = await startProvider(async (request, response) => {
    const body: unknown = JSON.parse(await readAll(request))
    bodies.push(body)
    await answer(request, response, body)
  })
  const connection = connectTo(`${server.url}/v1`)
  closers.push(server.close, () => connection.dispatcher.destroy())
  const idleConnections = () => {
    const pool = (connection.dispatcher as Agent).stats[server.url]
    return pool && 'free' in pool ? pool.free : 0
  }
  return { ...server, bodies, idleConnections, stream: createOpenAiCompatible(connection) }
}

const openStream = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/event-stream' })

describe('aborting', () => {
  test('while the connection is being opened ends silently, at once', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const connection = connectTo(`https://127.0.0.1:${port}/v1`)
    const controller = new AbortController()
    const events = collect(createOpenAiCompatible(connection)(hello('m'), controller.signal))
    const [socket] = (await once(silent, 'connection')) as [Socket]
    controller.abort()
    expect(await events).toEqual([])
    socket.destroy()
    await connection.dispatcher.destroy()
    silent.close()
  })

  test('in mid-answer ends silently and closes the request', async () => {
    const closed = Promise.withResolvers<void>()
    const { stream } = await provider((_, response) => {
      response.once('close', closed.resolve)
      openStream(response).write(content('Hello'))
    })
    const controller = new AbortController()
    const events: ModelEvent[] = []
    for await (const event of stream(hello('m'), controller.signal)) {
      events.push(event)
      if (event.type === 'text-delta') controller.abort('user')
    }
    expect(events).toEqual([
      { type: 'connected', connection: 'new' },
      { type: 'text-delta', delta: 'Hello' },
    ])
    await closed.promise
  })

  test('before the headers ends silently and closes the request', async () => {
    const arrived = Promise.withResolvers<ServerResponse>()
    const { stream } = await provider((_, response) => arrived.resolve(response))
    const controller = new AbortController()
    const events = collect(stream(hello('m'), controller.signal))
    const closed = once(await arrived.promise, 'close')
    controller.abort()
    expect(await events).toEqual([])
    await closed
  })

  test('before the request sends nothing', async () => {
    const { stream, bodies } = await provider(() => undefined)
    expect(await collect(stream(hello('m'), AbortSignal.abort()))).toEqual([])
    expect(bodies).toEqual([])
  })

  test('while the error is read ends silently', async () => {
    const { stream } = await provider((_, response) => response.writeHead(500).write('{"err'))
    const controller = new AbortController()
    const events = collect(stream(hello('m'), controller.signal))
    setTimeout(() => controller.abort(), 50)
    expect(await events).toEqual([])
  })

  test('a consumer that leaves closes the request', async () => {
    const closed = Promise.withResolvers<void>()
    const { stream } = await provider((_, response) => {
      response.once('close', closed.resolve)
      openStream(response).write(content('Hello'))
    })
    for await (const event of stream(hello('m'), never)) if (event.type === 'text-delta') break
    await closed.promise
  })
})

describe('connections', () => {
  test('one connection serves one answer after another', async () => {
    const sockets = new Set<unknown>()
    let endBody = () => {}
    const { stream, idleConnections } = await provider((request, response) => {
      sockets.add(request.socket)
      openStream(response).write(content('Hello') + finish + done)
      endBody = () => response.end()
    })
    for (let count = 0; count < 5; count += 1) {
      const events = await collect(stream(hello('m'), never))
      expect(textOfEvents(events)).toBe('Hello')
      // The end of the body is sent as a separate packet.
      endBody()
      await expect.poll(() => idleConnections()).toBe(1)
    }
    expect(sockets.size).toBe(1)
  })

  test.each(['with its last event', 'in a packet of its own'])(
    'the step after a tool call has the connection of the one before; its body ends %s',
    async (end) => {
      const call = { index: 0, id: 'c', function: { name: 'now', arguments: '{}' } }
      const { stream } = await provider((_, response) => {
        const delta = JSON.stringify({ choices: [{ index: 0, delta: { tool_calls: [call] } }] })
        openStream(response).write(`data: ${delta}\n\n${finish}${done}`)
        if (end === 'with its last event') response.end()
        else setImmediate(() => response.end())
      })
      const uses: unknown[] = []
      for (let step = 1; step <= 4; step += 1) {
        for await (const event of stream(hello('m'), never)) {
          if (event.type === 'connected') uses.push(event.connection)
          if (event.type === 'finish') break
        }
      }
      expect(uses).toEqual(['new', 'reused', 'reused', 'reused'])
    },
  )

  test('a body left open after [DONE] is closed, and the answer does not wait for it', async () => {
    const { stream, connections } = await provider((_, response) => {
      openStream(response).write(content('Hello') + finish + done)
    })
    const events = await collect(stream(hello('m'), never))
    expect(events.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' })
    await expect.poll(() => connections()).toBe(0)
  })

  test('a body left open after the finish reason is closed some time later', async () => {
    const { stream, connections } = await provider((_, response) => {
      openStream(response).write(content('Hello') + finish)
    })
    const events = await collect(stream(hello('m'), never))
    expect(textOfEvents(events)).toBe('Hello')
    expect(events.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' })
    await expect.poll(() => connections()).toBe(0)
  })
})

describe('what a model refuses is not sent again', () => {
  const refuse = (response: ServerResponse, message: string) =>
    response
      .writeHead(400, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: { message } }))
  const accept = (response: ServerResponse) =>
    openStream(response).end(content('Hello') + finish + done)

  test('stream_options', async () => {
    const { stream, bodies } = await provider((_, response, body) =>
      'stream_options' in (body as object)
        ? refuse(response, 'Unknown parameter: stream_options')
        : accept(response),
    )
    expect(textOfEvents(await collect(stream(hello('m'), never)))).toBe('Hello')
    expect(textOfEvents(await collect(stream(hello('m'), never)))).toBe('Hello')
    expect(bodies).toHaveLength(3)
  })

  test('max_tokens', async () => {
    const { stream, bodies } = await provider((_, response, body) =>
      'max_tokens' in (body as object)
        ? refuse(response, "'max_tokens' is not supported. Use 'max_completion_tokens' instead.")
        : accept(response),
    )
    const request = { ...hello('m'), maxOutputTokens: 9 }
    expect(textOfEvents(await collect(stream(request, never)))).toBe('Hello')
    expect(bodies.at(-1)).toMatchObject({ max_completion_tokens: 9 })
  })

  test('the name and the size of the limit, also of requests that were under way', async () => {
    const { stream, bodies } = await provider(async (_, response, body) => {
      await expect.poll(() => bodies.length).toBeGreaterThanOrEqual(2)
      const { max_tokens, max_completion_tokens } = body as Record<string, number | undefined>
      if (max_tokens !== undefined)
        refuse(response, "'max_tokens' is not supported. Use 'max_completion_tokens' instead.")
      else if (max_completion_tokens !== 8_192)
        refuse(response, 'max_completion_tokens is too large: the maximum is 8192.')
      else accept(response)
    })
    const request = { ...hello('m'), maxOutputTokens: 32_000 }
    const answers = [stream(request, never), stream(request, never)].map(collect)
    for (const events of await Promise.all(answers)) expect(textOfEvents(events)).toBe('Hello')
    expect(bodies.slice(-2)).toMatchObject([
      { max_completion_tokens: 8_192 },
      { max_completion_tokens: 8_192 },
    ])
  })

  test('system messages after the first', async () => {
    const { stream, bodies } = await provider((_, response, body) => {
      const { messages } = body as { messages: { role: string }[] }
      const isRefused = messages.slice(1).some(({ role }) => role === 'system')
      if (isRefused) refuse(response, 'System message must be at the beginning.')
      else accept(response)
    })
    const events = await collect(
      stream(
        {
          model: 'm',
          messages: [
            { role: 'system', content: 'Be kind.' },
            { role: 'user', content: 'One' },
            { role: 'assistant', content: 'Two' },
            { role: 'system', content: 'Known: x' },
            { role: 'user', content: 'Three' },
          ],
        },
        never,
      ),
    )
    expect(textOfEvents(events)).toBe('Hello')
    expect(bodies.at(-1)).toMatchObject({
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'One' },
        { role: 'assistant', content: 'Two' },
        { role: 'user', content: 'Known: x\n\nThree' },
      ],
    })
  })

  test('another refusal is told and not tried again', async () => {
    const { stream, bodies } = await provider((_, response) => refuse(response, 'No.'))
    const [event] = await collect(stream(hello('m'), never))
    expect(event).toMatchObject({ type: 'error', failure: { status: 400, message: /No\./ } })
    expect(bodies).toHaveLength(1)
  })
})

test('many streams at once do not mix', async () => {
  const { stream } = await provider(async (_, response, body) => {
    const { model } = body as { model: string }
    openStream(response)
    for (let count = 0; count < 20; count += 1) {
      response.write(content(`${model}-${count} `))
      await new Promise(setImmediate)
    }
    if (model.endsWith('3')) response.destroy()
    else response.end(finish + done)
  })
  const names = Array.from({ length: 40 }, (_, index) => `m${index}`)
  const answers = await Promise.all(names.map((name) => collect(stream(hello(name), never))))
  for (const [index, name] of names.entries()) {
    const expected = Array.from({ length: 20 }, (_, count) => `${name}-${count} `).join('')
    const isBroken = name.endsWith('3')
    const text = textOfEvents(answers[index] ?? [])
    expect(isBroken ? expected.startsWith(text) : text === expected, name).toBe(true)
    expect(answers[index]?.at(-1)?.type).toBe(isBroken ? 'error' : 'finish')
  }
})
