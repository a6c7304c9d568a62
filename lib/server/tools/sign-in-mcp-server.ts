import { auth } from '@ai-sdk/mcp'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import type { McpServerCheck } from '#lib/contracts/agents/mcp-server.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import type { McpServer as Row } from '#lib/db/generated/client.ts'
import { createPoolFor } from '#lib/providers/network/connection.ts'
import { explainFailure } from '#lib/tools/mcp/explain-failure.ts'
import { createMcpFetch } from '#lib/tools/mcp/mcp-fetch.ts'
import { createSignInProvider, type OAuthStore } from '#lib/tools/mcp/oauth-provider.ts'
import type { Services } from '../services.ts'
import { loadMcpServers, mcpDefinition } from './load-mcp-servers.ts'
import { createOAuthStore, serverOfState } from './oauth-store.ts'
import { findMcpServer } from './save-mcp-server.ts'

type SignInServices = Pick<Services, 'database' | 'env' | 'secrets' | 'mcp' | 'audit'>

/**
 * Connects to a server and lists its tools. A server that asks for OAuth gets an address where the
 * admin signs in.
 * @throws AppError 404
 */
export async function checkMcpServer(
  services: SignInServices,
  id: string,
): Promise<McpServerCheck> {
  const row = await findMcpServer(services, id)
  const check = await services.mcp.check(id)
  if (check.ok || services.mcp.status(id).state !== 'sign-in' || !row.url) return check
  try {
    const signInUrl = await beginSignIn(services, row)
    return { ...check, ...(signInUrl && { signInUrl }) }
  } catch (error) {
    return { ...check, error: explainFailure(error).error }
  }
}

async function beginSignIn(services: SignInServices, row: Row): Promise<string | undefined> {
  let signInUrl: string | undefined
  const store = createOAuthStore(services, row)
  await authorize(services, row, store, {}, (url) => {
    signInUrl = url
  })
  return signInUrl
}

/**
 * Ends a sign-in: exchanges the code for tokens and connects.
 * @throws AppError 400 for a callback that no admin began here
 */
export async function endSignIn(
  services: SignInServices,
  actor: SessionUser,
  { state, code, iss }: { state: string; code: string; iss?: string | undefined },
): Promise<void> {
  const row = await findMcpServer(services, serverOfState(state))
  const store = createOAuthStore(services, row)
  if (!store.current().state || store.current().state !== state) throw noSignIn()
  await authorize(services, row, store, {
    authorizationCode: code,
    callbackState: state,
    ...(iss && { callbackIssuer: iss }),
  }).catch(async (cause) => {
    // The server may have forgotten our registration; the next sign-in makes a new one.
    await store.save({ client: undefined, state: undefined } as object)
    throw noSignIn(cause)
  })
  await store.save({ state: undefined, codeVerifier: undefined } as object)
  // The pool takes the tokens over with a new connection.
  services.mcp.forget(row.id)
  await loadMcpServers(services)
  const target = { type: 'mcp-server' as const, id: row.id, name: row.name }
  await services.audit.record({ actor, action: 'mcp-server.signed-in', target })
}

async function authorize(
  services: SignInServices,
  row: Row,
  store: OAuthStore,
  options: { authorizationCode?: string; callbackState?: string; callbackIssuer?: string },
  onUrl: (url: string) => void = () => undefined,
): Promise<void> {
  const { transport } = mcpDefinition(services, row) ?? {}
  if (transport?.type !== 'http') return
  const { url, isPrivateAllowed } = transport
  const dispatcher = createPoolFor(url, isPrivateAllowed, services.env.proxy)
  try {
    await auth(createSignInProvider(store, onUrl), {
      serverUrl: url,
      fetchFn: createMcpFetch(dispatcher, () => undefined),
      ...options,
    })
  } finally {
    await dispatcher.destroy()
  }
}

function noSignIn(cause?: unknown): AppError {
  const displayMessage =
    'This sign-in was not begun here, or has ended. Press “Sign in” at the server again.'
  return new AppError({ code: 'no-such-sign-in', status: 400, displayMessage, cause })
}
