import { expect, test } from 'vitest'
import type { McpServer } from '#lib/contracts/agents/mcp-server.ts'
import { createSecretBox } from '#lib/providers/setup/secret-box.ts'
import { cookie, services, setUpTurns } from '../chat/testing.ts'
import { call, post } from '../testing.ts'
import { sealMcpSecrets } from './mcp-secrets.ts'

setUpTurns()

const headers = { authorization: 'Bearer t' }

async function createServer(): Promise<McpServer> {
  const body = { name: 'Sealed', url: 'http://127.0.0.1:9/mcp', headers }
  return (await post('/api/mcp-servers', { cookie, body })).json()
}

const patch = async (id: string, body: object): Promise<McpServer> =>
  (await call('PATCH', `/api/mcp-servers/${id}`, { cookie, body })).json()

test('secrets of another LUMOS_SECRET are named, kept, and can be entered again', async () => {
  const { id } = await createServer()
  const { mcpServer } = services.database.prisma
  const elsewhere = createSecretBox('another secret of thirty-two characters')
  const secretsCiphertext = sealMcpSecrets(elsewhere, id, { headers, env: {} })
  const oauthCiphertext = elsewhere.seal('{"tokens":{}}', id)
  await mcpServer.update({ where: { id }, data: { secretsCiphertext, oauthCiphertext } })

  const { items } = await (await call('GET', '/api/mcp-servers', { cookie })).json()
  expect(items.find((item: McpServer) => item.id === id)).toMatchObject({
    headerNames: [],
    signedIn: false,
    status: { state: 'unreachable', error: expect.stringContaining('LUMOS_SECRET') },
  })
  expect(await patch(id, { name: 'Renamed' })).toMatchObject({ name: 'Renamed' })
  expect(await mcpServer.findUnique({ where: { id } })).toMatchObject({ secretsCiphertext })
  const repaired = await patch(id, { headers })
  expect(repaired).toMatchObject({ headerNames: ['authorization'] })
  expect(repaired.status.error ?? '').not.toContain('LUMOS_SECRET')
})

test('an address that changes takes no stored secrets along', async () => {
  const { id } = await createServer()
  const url = 'http://127.0.0.1:9/other'
  expect(await patch(id, { url })).toMatchObject({ error: { code: 'secrets-needed' } })
  expect(await patch(id, { url, headers: {} })).toMatchObject({ url, headerNames: [] })
})
