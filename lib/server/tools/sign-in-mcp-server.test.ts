import { afterAll, beforeAll, expect, test } from 'vitest'
import type { McpServer, McpServerCheck } from '#lib/contracts/agents/mcp-server.ts'
import { type FakeServer, fakeTool, startFake } from '#lib/tools/mcp/testing.ts'
import { cookie, services, setUpTurns } from '../chat/testing.ts'
import { call, post } from '../testing.ts'

setUpTurns()

/** An MCP server that is its own authorization server. */
const issued = { valid: 'access-1', refresh: 'refresh-1', registrations: 0, clients: new Set() }
const fake: FakeServer = {
  tools: [fakeTool('act')],
  call: () => ({ content: [{ type: 'text', text: `Token ${issued.valid}` }] }),
  admit: ({ headers }) => headers.authorization === `Bearer ${issued.valid}`,
}
let server: Awaited<ReturnType<typeof startFake>>

function token(body: string) {
  const form = new URLSearchParams(body)
  const isKnown = issued.clients.has(form.get('client_id'))
  if (!isKnown) return { status: 401, body: { error: 'invalid_client' } }
  const isGood =
    form.get('grant_type') === 'refresh_token'
      ? form.get('refresh_token') === issued.refresh
      : form.get('code') === 'good' && form.get('code_verifier')
  if (!isGood) return { status: 400, body: { error: 'invalid_grant' } }
  const { valid: access_token, refresh: refresh_token } = issued
  return { body: { token_type: 'Bearer', expires_in: 3_600, access_token, refresh_token } }
}

function register(body: string) {
  issued.registrations += 1
  const client_id = `client-${issued.registrations}`
  issued.clients.add(client_id)
  return { status: 201, body: { ...JSON.parse(body), client_id } }
}

beforeAll(async () => {
  server = await startFake(fake)
  const { url } = server
  fake.routes = {
    '/.well-known/oauth-protected-resource/mcp': () => ({
      body: { resource: server.mcpUrl, authorization_servers: [url] },
    }),
    '/.well-known/oauth-authorization-server': () => ({
      body: {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        registration_endpoint: `${url}/register`,
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: ['none'],
      },
    }),
    '/register': register,
    '/token': token,
  }
})
afterAll(() => server.close())

async function addServer(): Promise<string> {
  const body = { name: 'Vault', url: server.mcpUrl, approval: 'never' }
  const response = await post('/api/mcp-servers', { cookie, body })
  return ((await response.json()) as McpServer).id
}
const check = async (id: string): Promise<McpServerCheck> =>
  (await post(`/api/mcp-servers/${id}/check`, { cookie })).json()
const callback = (state: string, code: string) =>
  call('GET', `/api/mcp-servers/oauth?state=${encodeURIComponent(state)}&code=${code}`, { cookie })

async function signIn(id: string) {
  const { signInUrl } = await check(id)
  const asked = new URL(signInUrl ?? '')
  expect(asked.pathname).toBe('/authorize')
  expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
  const state = asked.searchParams.get('state') ?? ''
  return { state, response: await callback(state, 'good') }
}

const useTool = () => services.mcp.tools(services.mcp.status(id).state === 'ready' ? [id] : [], [])
let id: string

test('an admin signs in, and the token is used, encrypted and not shown', async () => {
  id = await addServer()
  const first = await check(id)
  expect(first).toMatchObject({ ok: false, signInUrl: expect.stringContaining(server.url) })
  const { state, response } = await signIn(id)
  expect(response.status).toBeLessThan(400)
  expect(await check(id)).toMatchObject({ ok: true, tools: [{ name: 'act' }] })
  const [tool] = useTool().tools
  // The server repeats its token; models and readers do not get it.
  expect(await tool?.run({}, new AbortController().signal, () => 1)).toBe('Token [secret]')
  const row = await services.database.prisma.mcpServer.findFirst({ where: { id } })
  const listed = await (await call('GET', '/api/mcp-servers', { cookie })).text()
  expect(JSON.stringify(row) + listed).not.toMatch(/access-1|refresh-1/)
  expect((await callback(state, 'good')).status).toBe(400)
})

test('an expired token is refreshed, and the call that met it is made', async () => {
  issued.valid = 'access-2'
  expect(await check(id)).toMatchObject({ ok: true })
  const calls = server.requests.filter(({ headers }) => headers.authorization === 'Bearer access-2')
  expect(calls.length).toBeGreaterThan(0)
})

test('a sign-in that has ended for good leaves the server out, until the next one', async () => {
  Object.assign(issued, { valid: 'access-3', refresh: 'refresh-3' })
  expect(await check(id)).toMatchObject({ ok: false, signInUrl: expect.any(String) })
  expect(services.mcp.tools([id], []).leftOut).toEqual([{ name: 'Vault', reason: 'sign-in' }])
  await signIn(id)
  expect(await check(id)).toMatchObject({ ok: true })
})

test('a registration that the server has forgotten is made again', async () => {
  issued.clients.clear()
  Object.assign(issued, { valid: 'access-4', refresh: 'refresh-4' })
  await signIn(id)
  // The code went to a registration that is gone: the next sign-in has a new one.
  await signIn(id)
  expect(await check(id)).toMatchObject({ ok: true })
})

test.each(['forged', 'wrong code'])('a callback with a %s is refused', async (kind) => {
  const other = await addServer()
  const { signInUrl } = await check(other)
  const state = new URL(signInUrl ?? '').searchParams.get('state') ?? ''
  const response =
    kind === 'forged' ? await callback(`${other}.forged`, 'good') : await callback(state, 'bad')
  expect(response.status).toBe(400)
  expect(await check(other)).toMatchObject({ ok: false })
})
