import { createMcpHandler } from '@modelcontextprotocol/server'
import { bearerKey, type KeyUser } from '#lib/auth/key-reader.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { checkOrigin } from '../http/check-origin.ts'
import { errorResponse } from '../http/error-response.ts'
import { missingScope } from '../http/require-user.ts'
import type { RouteSpec } from '../http/route-spec.ts'
import { services } from '../services.ts'
import { createMemoryServer } from './memory-server.ts'

const scope = 'memory'

/**
 * `/mcp`: the memories of a key's user over MCP's streamable HTTP, without sessions. Only API keys
 * are accepted, never cookies.
 */
async function answer(request: Request): Promise<Response> {
  const cors = corsHeaders(request)
  try {
    if (request.method === 'OPTIONS') return preflight(cors)
    if (!('access-control-allow-origin' in cors)) checkOrigin(request, services().env.publicUrl)
    const { user, keyId } = await readKey(request)
    await services().limits.count('mcpRequestsPerKey', keyId)
    const handler = createMcpHandler(() => createMemoryServer(services(), user))
    return withHeaders(await handler.fetch(request), cors)
  } catch (error) {
    const response = errorResponse(error, request)
    if (response.status === 401) response.headers.set('www-authenticate', 'Bearer')
    return withHeaders(response, cors)
  }
}

export const mcpRoute = Object.assign(answer, {
  spec: {
    access: 'key',
    keyScope: scope,
    summary: 'Memories over MCP’s streamable HTTP, without sessions; only POST is answered',
    answer: ['application/json', 'text/event-stream'],
    status: 200,
  } satisfies RouteSpec,
})

/** @throws AppError 401 without a valid key, 403 without the scope */
async function readKey({ headers }: Request): Promise<KeyUser> {
  const given = bearerKey(headers)
  const key = given === null ? null : await services().readKey(given)
  if (!key) {
    const displayMessage =
      'A valid API key of scope "memory" is needed: make one under Account, API keys, and send it as "Authorization: Bearer lum_…".'
    throw new AppError({ code: 'invalid-key', status: 401, displayMessage })
  }
  if (!key.scopes.includes(scope)) throw missingScope(scope)
  return key
}

/** For the origins that an admin has allowed. */
function corsHeaders({ headers }: Request): Record<string, string> {
  const origin = headers.get('origin')
  if (origin === null) return {}
  const { corsOrigins = [] } = services().settings.latest() ?? {}
  if (!corsOrigins.includes(origin)) return { vary: 'origin' }
  return {
    vary: 'origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'mcp-protocol-version',
  }
}

function preflight(cors: Record<string, string>): Response {
  const allowed = 'access-control-allow-origin' in cors && {
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers':
      'authorization, content-type, mcp-protocol-version, mcp-method, mcp-name',
    'access-control-max-age': '600',
  }
  return new Response(null, { status: 204, headers: { ...cors, ...allowed } })
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  response.headers.set('cache-control', 'no-store')
  return response
}
