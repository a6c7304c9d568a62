import type { AccessFixture } from './access-fixture.ts'
import { answerId, type World } from './access-world.ts'
import { accountFixtures } from './account-fixtures.ts'
import { chatFixtures } from './chat-fixtures.ts'
import { mcpAccessFixtures } from './mcp-access-fixtures.ts'
import { webhookAccessFixtures } from './webhook-access-fixtures.ts'

const message = (text: string) => ({ id: 'new', role: 'user', parts: [{ type: 'text', text }] })
const agent = (world: World) => ({ name: 'New agent', model: `p-${world.unique}/model` })
const provider = { name: 'New provider', baseUrl: 'http://127.0.0.1:9/v1' }

/** The fixtures of every method of every route, by path. */
export const accessFixtures: Record<string, AccessFixture> = {
  ...accountFixtures,
  ...chatFixtures,
  'GET /api/health': { access: 'public', path: () => '/api/health' },
  'GET /api/preview': { access: 'public', path: () => '/api/preview' },
  'GET /api/ready': { access: 'public', path: () => '/api/ready' },
  'GET /api/events': { access: 'user', path: () => '/api/events', isEndless: true },
  'PUT /api/messages/[id]/feedback': {
    access: 'user',
    isOwned: true,
    path: () => `/api/messages/${answerId}/feedback`,
    body: () => ({ value: 'up' }),
  },
  'GET /api/openapi.json': { access: 'user', path: () => '/api/openapi.json' },
  'GET /api/audit': { access: 'admin', path: () => '/api/audit' },
  'GET /api/audit/export': { access: 'admin', path: () => '/api/audit/export' },
  'GET /api/instances': { access: 'admin', path: () => '/api/instances' },
  'GET /api/backups': { access: 'admin', path: () => '/api/backups' },
  'POST /api/backups': { access: 'admin', path: () => '/api/backups' },
  'DELETE /api/backups/[id]': {
    access: 'admin',
    path: ({ failedBackupId }) => `/api/backups/${failedBackupId}`,
  },
  'GET /api/backups/[id]/file': {
    access: 'admin',
    path: ({ backupId }) => `/api/backups/${backupId}/file`,
  },
  'GET /api/settings': { access: 'admin', path: () => '/api/settings' },
  'PATCH /api/settings': {
    access: 'admin',
    path: () => '/api/settings',
    body: ({ agentId }) => ({ defaultAgentId: agentId }),
  },
  'GET /api/providers': { access: 'admin', path: () => '/api/providers' },
  'POST /api/providers': { access: 'admin', path: () => '/api/providers', body: () => provider },
  'PATCH /api/providers/[id]': {
    access: 'admin',
    path: ({ unusedProviderId }) => `/api/providers/${unusedProviderId}`,
    body: () => ({ name: 'Changed' }),
  },
  'DELETE /api/providers/[id]': {
    access: 'admin',
    path: ({ unusedProviderId }) => `/api/providers/${unusedProviderId}`,
  },
  'POST /api/providers/[id]/check': {
    access: 'admin',
    path: ({ unusedProviderId }) => `/api/providers/${unusedProviderId}/check`,
  },
  ...mcpAccessFixtures,
  ...webhookAccessFixtures,
  'GET /api/models': { access: 'user', path: () => '/api/models' },
  'PATCH /api/models': {
    access: 'admin',
    path: () => '/api/models',
    body: ({ unique }) => ({ id: `p-${unique}/model`, takesTools: true }),
  },
  'POST /api/models/probe': {
    access: 'admin',
    path: () => '/api/models/probe',
    body: ({ unique }) => ({ models: [`p-${unique}/model`], runs: 1 }),
  },
  'GET /api/agents': { access: 'user', path: () => '/api/agents' },
  'POST /api/agents': { access: 'admin', path: () => '/api/agents', body: agent },
  'GET /api/agents/export': { access: 'admin', path: () => '/api/agents/export' },
  'POST /api/agents/import': {
    access: 'admin',
    path: () => '/api/agents/import',
    body: (world) => ({ format: 'lumos-agents', version: 1, agents: [agent(world)] }),
  },
  'PATCH /api/agents/[id]': {
    access: 'admin',
    path: ({ unusedAgentId }) => `/api/agents/${unusedAgentId}`,
    body: () => ({ memory: { limit: 5 } }),
  },
  'DELETE /api/agents/[id]': {
    access: 'admin',
    path: ({ unusedAgentId }) => `/api/agents/${unusedAgentId}`,
  },
  'POST /api/chat': {
    access: 'user',
    isOwned: true,
    path: () => '/api/chat',
    body: ({ chatId, agentId }) => ({
      id: chatId,
      agentId,
      message: message("What is the owner's secret word?"),
    }),
  },
  'GET /api/chat/[id]/stream': {
    access: 'user',
    isOwned: true,
    path: ({ chatId }) => `/api/chat/${chatId}/stream`,
  },
  'POST /api/chat/[id]/stop': {
    access: 'user',
    isOwned: true,
    path: ({ chatId }) => `/api/chat/${chatId}/stop`,
  },
  'POST /api/prewarm': {
    access: 'user',
    path: () => '/api/prewarm',
    body: ({ agentId, chatId }) => ({ agentId, chatId, draft: 'What is the secret word' }),
  },
  'GET /api/turns/[id]': {
    access: 'user',
    isOwned: true,
    mayAdmin: true,
    path: ({ turnId }) => `/api/turns/${turnId}`,
  },
  'POST /api/turns/[id]/browser': {
    access: 'user',
    isOwned: true,
    path: ({ turnId }) => `/api/turns/${turnId}/browser`,
    body: () => ({ requestMs: 4, paintMs: 20 }),
  },
  'GET /api/memories': { access: 'user', path: () => '/api/memories?query=secret' },
  'POST /api/memories': {
    access: 'user',
    path: () => '/api/memories',
    body: ({ unique }) => ({ text: `likes ${unique}` }),
  },
  'DELETE /api/memories': { access: 'user', path: () => '/api/memories' },
  'PATCH /api/memories/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ memoryId }) => `/api/memories/${memoryId}`,
    body: ({ unique }) => ({ text: `changed ${unique}` }),
  },
  'DELETE /api/memories/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ memoryId }) => `/api/memories/${memoryId}`,
  },
  'POST /api/memories/search': {
    access: 'user',
    path: () => '/api/memories/search',
    body: () => ({ query: 'secret word' }),
  },
  'POST /api/memories/import': {
    access: 'user',
    path: () => '/api/memories/import',
    body: ({ unique }) => ({ items: [{ text: `imported ${unique}` }] }),
  },
  'GET /api/latency': { access: 'admin', path: () => '/api/latency?groupBy=model' },
  'GET /api/latency/diagnosis': { access: 'admin', path: () => '/api/latency/diagnosis' },
  'GET /api/latency/fixes': { access: 'admin', path: () => '/api/latency/fixes' },
  'POST /api/latency/fixes': {
    access: 'admin',
    path: () => '/api/latency/fixes',
    body: ({ slowAgentId }) => ({
      agentId: slowAgentId,
      rule: 'delayed-deltas',
      kind: 'no-delay',
      patch: { streaming: { deltaDelayMs: 0 } },
    }),
  },
  'POST /api/latency/fixes/[id]/undo': {
    access: 'admin',
    path: ({ fixId }) => `/api/latency/fixes/${fixId}/undo`,
  },
  'GET /api/latency/stamp': { access: 'admin', path: () => '/api/latency/stamp' },
  'GET /api/latency/turns': { access: 'admin', path: () => '/api/latency/turns' },
  'GET /api/latency/export': { access: 'admin', path: () => '/api/latency/export' },
  'GET /api/settings/embedding': { access: 'admin', path: () => '/api/settings/embedding' },
  'GET /api/memories/settings': { access: 'user', path: () => '/api/memories/settings' },
  'PATCH /api/memories/settings': {
    access: 'user',
    path: () => '/api/memories/settings',
    body: () => ({ enabled: true }),
  },
  'GET /api/memories/export': { access: 'user', path: () => '/api/memories/export' },
}
