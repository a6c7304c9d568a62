import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deadlineSettingsSchema } from '#lib/contracts/agents/agent.ts'
import { parseEnv } from '#lib/env.ts'
import { createModelRegistry } from '../model-registry.ts'
import { collect, hello, startProvider, textOfEvents } from '../testing.ts'
import { proxyFor } from './proxy-settings.ts'

const settings = (except = '') => ({ http: 'http://p:1', https: 'http://p:2', except })

test.each([
  ['https://api.example.com/v1', '', 'http://p:2'],
  ['http://api.example.com/v1', '', 'http://p:1'],
  ['http://127.0.0.1:11434/v1', '', undefined],
  ['http://localhost:11434/v1', '', undefined],
  ['http://[::1]:11434/v1', '', undefined],
  ['https://api.example.com/v1', 'example.com', undefined],
  ['https://api.example.com/v1', '.example.com', undefined],
  ['https://api.example.com/v1', '*.example.com', undefined],
  ['https://api.example.com/v1', 'other.org, EXAMPLE.com', undefined],
  ['https://api.example.com/v1', 'ample.com', 'http://p:2'],
  ['https://api.example.com/v1', 'example.com:8443', 'http://p:2'],
  ['https://api.example.com:8443/v1', 'example.com:8443', undefined],
  ['https://api.example.com/v1', '*', undefined],
  ['http://10.1.2.3/v1', '10.0.0.0/8', undefined],
  ['http://11.1.2.3/v1', '10.0.0.0/8', 'http://p:1'],
  ['http://10.1.2.3/v1', '10.1.2.3', undefined],
  ['http://[fd00::1]/v1', 'fd00::/8', undefined],
])('the proxy for %s with NO_PROXY=%s', (url, except, proxy) => {
  expect(proxyFor(url, settings(except))).toBe(proxy)
})

test('the environment is read in both cases, without a scheme too', () => {
  expect(parseEnv({ https_proxy: 'proxy:8080', NO_PROXY: 'a' }).proxy).toEqual({
    http: undefined,
    https: 'http://proxy:8080',
    except: 'a',
  })
  expect(() => parseEnv({ HTTPS_PROXY: 'ftp://u:secret@proxy' })).toThrow(/HTTPS_PROXY/)
  expect(() => parseEnv({ HTTPS_PROXY: 'ftp://u:secret@proxy' })).not.toThrow(/secret/)
})

let seen: string[]
let proxyUrl: string
let stop: () => Promise<void>
let provider: Awaited<ReturnType<typeof startProvider>>

beforeAll(async () => {
  seen = []
  provider = await startProvider((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(
      'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n',
    )
  })
  const proxy = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(
      'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n',
    )
  })
  proxy.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`)
    const { port } = new URL(provider.url)
    const target = connect(Number(port), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    for (const [from, to] of [
      [socket, target],
      [target, socket],
    ] as const)
      from.on('error', () => undefined).pipe(to)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  stop = async () => {
    proxy.closeAllConnections()
    proxy.close()
    await provider.close()
  }
})
afterAll(() => stop())

async function ask(baseUrl: string, isPrivateAllowed = true) {
  seen.length = 0
  const models = createModelRegistry({ http: proxyUrl, https: proxyUrl, except: '' })
  const common = { slug: 'p', kind: 'openai-compatible' as const, apiKey: 'k', headers: {} }
  models.setProviders([{ ...common, baseUrl, isPrivateAllowed }])
  const deadlines = deadlineSettingsSchema.parse({ connectMs: 5_000 })
  const { streamModel } = models.resolve('p/m', deadlines, 0)
  const events = await collect(streamModel(hello('m'), new AbortController().signal))
  await models.close()
  return events
}

test('a name that is not found here is asked for through the proxy', async () => {
  await ask('https://api.example.invalid/v1')
  expect(seen).toContain('CONNECT api.example.invalid:443')
})

test('plain HTTP is forwarded by the proxy', async () => {
  const events = await ask('http://api.example.invalid/v1')
  expect(seen).toEqual(['POST http://api.example.invalid/v1/chat/completions'])
  expect(textOfEvents(events)).toBe('Hi')
})

test.each([
  'http://169.254.169.254/v1',
  'http://10.1.2.3/v1',
  'http://metadata.google.internal/v1',
])('%s does not reach the proxy', async (baseUrl) => {
  const [event] = await ask(baseUrl, false)
  expect(event).toMatchObject({ failure: { code: 'address-refused' } })
  expect(seen).toEqual([])
})

test('this machine is asked without the proxy', async () => {
  expect(textOfEvents(await ask(`${provider.url}/v1`))).toBe('Hi')
  expect(seen).toEqual([])
})
