import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { deadlineSettingsSchema } from '#lib/contracts/agents/agent.ts'
import { createOpenAiCompatible } from '../completions/openai-compatible.ts'
import type { StreamModel } from '../model-port.ts'
import { createAiSdkAdapter } from '../sdk/ai-sdk.ts'
import { collect, connectTo, hello, startProvider } from '../testing.ts'
import { withDeadlines } from '../wrappers/deadlines.ts'
import type { FindAddresses } from './address-book.ts'
import { createPool } from './connection.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Answers 404, which proves that the server was reached. */
async function startReached() {
  let requests = 0
  const provider = await startProvider((_, response) => {
    requests += 1
    response.writeHead(404).end()
  })
  ends.push(provider.close)
  return { port: Number(new URL(provider.url).port), requests: () => requests }
}

/** An address that neither accepts nor refuses connections, because its accept queue is full. */
async function blackHole(port: number): Promise<string> {
  const host = '127.0.0.3'
  const program = `require('node:net').createServer().listen({ port: ${port}, host: '${host}', backlog: 1 }, () => {
    require('node:fs').writeSync(1, 'listening')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] })
  ends.push(() => child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  const queued = [1, 2].map(() => connect(port, host).on('error', () => undefined))
  ends.push(() => queued.map((socket) => socket.destroy()))
  await Promise.all(queued.map((socket) => once(socket, 'connect')))
  return host
}

type Kind = 'openai-compatible' | 'anthropic'

function modelOf(kind: Kind, port: number, isPrivateAllowed: boolean, find: FindAddresses) {
  const dispatcher = createPool(isPrivateAllowed, find)
  ends.push(() => dispatcher.destroy())
  const connection = connectTo(`http://provider.example:${port}`, { kind, dispatcher })
  return kind === 'anthropic' ? createAiSdkAdapter(connection) : createOpenAiCompatible(connection)
}

function ask(model: StreamModel, connectMs = 5_000) {
  const bounded = withDeadlines(model, deadlineSettingsSchema.parse({ connectMs }))
  return collect(bounded(hello('m'), new AbortController().signal))
}

const at = (...addresses: string[]) =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

describe.each<Kind>(['openai-compatible', 'anthropic'])('a host name (%s)', (kind) => {
  test.each([
    ['refuses', async () => at('127.0.0.2', '127.0.0.1')],
    ['is of a network that is not there', async () => at('2001:db8::1', '127.0.0.1')],
    ['never answers', async (port: number) => at(await blackHole(port), '127.0.0.1')],
  ])('whose first address %s is reached at the next', async (_, addresses) => {
    const { port, requests } = await startReached()
    const found = await addresses(port)
    const events = await ask(modelOf(kind, port, true, async () => found))
    expect(events).toMatchObject([{ type: 'error', failure: { status: 404 } }])
    expect(requests()).toBe(1)
  })

  test('whose look-up never ends is given up within the deadline', async () => {
    const model = modelOf(kind, 8_000, true, () => new Promise(() => undefined))
    const events = await ask(model, 100)
    expect(events).toMatchObject([{ type: 'error', failure: { code: 'deadline-connect' } }])
  })

  test('that was public and becomes private is not connected to', async () => {
    const { port, requests } = await startReached()
    const answers = [at('192.0.2.1'), at('127.0.0.1'), at('169.254.169.254')]
    const model = modelOf(kind, port, false, async () => answers.shift() ?? [])
    expect(JSON.stringify(await ask(model, 200))).not.toContain('address-refused')
    for (const _ of ['loopback', 'link-local'])
      expect(await ask(model)).toMatchObject([{ failure: { code: 'address-refused' } }])
    expect([answers.length, requests()]).toEqual([0, 0])
  })

  test('with a private address among public ones is not connected to', async () => {
    const { port, requests } = await startReached()
    const model = modelOf(kind, port, false, async () => at('192.0.2.1', '127.0.0.1'))
    expect(await ask(model)).toMatchObject([
      { failure: { code: 'address-refused', retryable: false } },
    ])
    expect(requests()).toBe(0)
  })
})
