import { randomBytes } from 'node:crypto'
import type { McpServer as Row } from '#lib/db/generated/client.ts'
import type { OAuthState, OAuthStore } from '#lib/tools/mcp/oauth-provider.ts'
import type { Services } from '../services.ts'

/** The path to which authorization servers send an admin's browser back. */
const oauthCallbackPath = '/api/mcp-servers/oauth'

const stateBytes = 24

/** The OAuth state of a server, encrypted in its row. */
export function createOAuthStore(
  { database, secrets, env }: Pick<Services, 'database' | 'secrets' | 'env'>,
  { id, oauthCiphertext }: Row,
): OAuthStore {
  let state = oauthCiphertext ? openState(secrets, oauthCiphertext, id) : {}
  const origin = env.publicUrl ?? `http://localhost:${env.port}`
  return {
    current: () => state,
    async save(change) {
      state = { ...state, ...change }
      const sealed = secrets.seal(JSON.stringify(state), id)
      await database.prisma.mcpServer.update({ where: { id }, data: { oauthCiphertext: sealed } })
    },
    redirectUrl: `${origin}${oauthCallbackPath}`,
    newState: () => `${id}.${randomBytes(stateBytes).toString('base64url')}`,
  }
}

function openState(secrets: Services['secrets'], sealed: string, id: string): OAuthState {
  try {
    return JSON.parse(secrets.open(sealed, id)) as OAuthState
  } catch {
    // Sealed with another secret: an admin signs in again.
    return {}
  }
}

/** The server that a callback's `state` names. */
export function serverOfState(state: string): string {
  return state.split('.', 1)[0] ?? ''
}
