import {
  type OAuthAuthorizationServerInformation,
  type OAuthClientInformation,
  type OAuthClientProvider,
  type OAuthTokens,
  UnauthorizedError,
} from '@ai-sdk/mcp'

/** What is stored of an MCP server's OAuth: our registration there, tokens, and a sign-in under way. */
export interface OAuthState {
  client?: OAuthClientInformation
  authorizationServer?: OAuthAuthorizationServerInformation
  tokens?: OAuthTokens
  /** PKCE verifier and state of the sign-in under way. */
  codeVerifier?: string
  state?: string
}

/** The stored state of one server; changes are saved before they count. */
export interface OAuthStore {
  current(): OAuthState
  save(change: Partial<OAuthState>): Promise<void>
  /** Where the authorization server sends the admin's browser back to. */
  redirectUrl: string
  /** A new value for `state`, from which the callback finds the server. */
  newState(): string
}

/** For connections: refreshes tokens, and fails when only a sign-in helps. */
export function createTokenProvider(store: OAuthStore): OAuthClientProvider {
  return {
    ...common(store),
    saveCodeVerifier: () => undefined,
    redirectToAuthorization() {
      throw new UnauthorizedError()
    },
  }
}

/**
 * For a sign-in by an admin.
 * @param onUrl gets the address to open
 */
export function createSignInProvider(
  store: OAuthStore,
  onUrl: (url: string) => void,
): OAuthClientProvider {
  return {
    ...common(store),
    // A sign-in replaces the tokens, so they are not refreshed first.
    tokens: () => undefined,
    state: () => store.newState(),
    saveState: (state) => store.save({ state }),
    storedState: () => store.current().state,
    saveCodeVerifier: (codeVerifier) => store.save({ codeVerifier }),
    redirectToAuthorization: (url) => onUrl(url.href),
  }
}

function common(store: OAuthStore) {
  return {
    redirectUrl: store.redirectUrl,
    clientMetadata: {
      client_name: 'Lumos',
      redirect_uris: [store.redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    tokens: () => store.current().tokens,
    saveTokens: (tokens: OAuthTokens) => store.save({ tokens }),
    codeVerifier: () => store.current().codeVerifier ?? '',
    clientInformation: () => store.current().client,
    isClientInformationDynamicallyRegistered: () => true,
    saveClientInformation: (client: OAuthClientInformation) => store.save({ client }),
    authorizationServerInformation: () => store.current().authorizationServer,
    saveAuthorizationServerInformation: (
      authorizationServer: OAuthAuthorizationServerInformation,
    ) => store.save({ authorizationServer }),
  }
}
