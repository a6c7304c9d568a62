import type { McpApproval } from '#lib/contracts/agents/mcp-server.ts'
import type { OAuthStore } from './oauth-provider.ts'

/** A server as the pool connects to it. */
export interface McpServerDefinition {
  id: string
  name: string
  approval: McpApproval
  transport:
    | { type: 'http'; url: string; headers: Record<string, string>; isPrivateAllowed: boolean }
    | { type: 'stdio'; command: string; args: string[]; env: Record<string, string> }
    /** Programs may not be started here. */
    | { type: 'forbidden' }
  /** Null for servers that are not reached by HTTP. */
  oauth: OAuthStore | null
}

/** Values that must not be shown: of headers, environment and tokens. */
export function secretsOf({ transport, oauth }: McpServerDefinition): string[] {
  const values =
    transport.type === 'http'
      ? Object.values(transport.headers).flatMap((value) => [value, value.replace(/^\S+\s+/, '')])
      : transport.type === 'stdio'
        ? Object.values(transport.env)
        : []
  const { access_token: access, refresh_token: refresh } = oauth?.current().tokens ?? {}
  return [...values, ...(access ? [access] : []), ...(refresh ? [refresh] : [])]
}
