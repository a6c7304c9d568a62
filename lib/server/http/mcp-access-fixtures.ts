import type { AccessFixture } from './access-fixture.ts'

const server = { name: 'Server', transport: 'http', url: 'http://127.0.0.1:9/mcp' }

/** The access matrix of the routes of MCP servers and of the web search. */
export const mcpAccessFixtures: Record<string, AccessFixture> = {
  'GET /api/mcp-servers': { access: 'admin', path: () => '/api/mcp-servers' },
  'POST /api/mcp-servers': { access: 'admin', path: () => '/api/mcp-servers', body: () => server },
  'PATCH /api/mcp-servers/[id]': {
    access: 'admin',
    path: ({ mcpServerId }) => `/api/mcp-servers/${mcpServerId}`,
    body: () => ({ name: 'Changed' }),
  },
  'DELETE /api/mcp-servers/[id]': {
    access: 'admin',
    path: ({ mcpServerId }) => `/api/mcp-servers/${mcpServerId}`,
  },
  'POST /api/mcp-servers/[id]/check': {
    access: 'admin',
    path: ({ mcpServerId }) => `/api/mcp-servers/${mcpServerId}/check`,
  },
  'GET /api/mcp-servers/oauth': {
    access: 'admin',
    path: ({ mcpServerId }) => `/api/mcp-servers/oauth?state=${mcpServerId}.forged&code=c`,
    refusal: 400,
  },
  'GET /api/web-search': { access: 'admin', path: () => '/api/web-search' },
  'PUT /api/web-search': {
    access: 'admin',
    path: () => '/api/web-search',
    body: () => ({ kind: null }),
  },
  'POST /api/web-search/check': { access: 'admin', path: () => '/api/web-search/check' },
}
