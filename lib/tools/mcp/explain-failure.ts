import { MCPClientError, MCPClientOAuthError, UnauthorizedError } from '@ai-sdk/mcp'
import type { LeftOutReason } from '#lib/contracts/agents/mcp-server.ts'
import { AddressRefusedError } from '#lib/providers/network/address-guard.ts'
import { cleanText } from '../clean-text.ts'
import { StdioForbiddenError } from './open-client.ts'

const longestReason = 300

/** Why a server cannot be used, for turns and for admins. */
export function explainFailure(error: unknown): { reason: LeftOutReason; error: string } {
  const causes = [...causesOf(error)]
  const last = causes.at(-1)
  const words = last instanceof Error ? last.message : String(last)
  return { reason: reasonOf(causes), error: cleanText(words, longestReason) }
}

function reasonOf(causes: unknown[]): LeftOutReason {
  if (causes.some((each) => isRefusal(each))) return 'not-allowed'
  return causes.some(needsSignIn) ? 'sign-in' : 'unreachable'
}

function isRefusal(error: unknown): boolean {
  return error instanceof AddressRefusedError || error instanceof StdioForbiddenError
}

function needsSignIn(error: unknown): boolean {
  if (error instanceof UnauthorizedError || error instanceof MCPClientOAuthError) return true
  return MCPClientError.isInstance(error) && (error.statusCode === 401 || error.statusCode === 403)
}

/**
 * Whether the server never got the request: it ended our session or was not reachable. The call may
 * be sent again then.
 */
export function wasNotSent(error: unknown): boolean {
  return [...causesOf(error)].some(
    (each) =>
      (MCPClientError.isInstance(each) && each.statusCode === 404) ||
      (each instanceof Error && 'code' in each && each.code === 'ECONNREFUSED'),
  )
}

/** Whether the connection failed, as opposed to a call that the server refused. */
export function isConnectionFailure(error: unknown): boolean {
  return !(MCPClientError.isInstance(error) && error.code !== undefined)
}

function* causesOf(error: unknown): Generator<unknown> {
  for (let each = error; each !== undefined && each !== null; ) {
    yield each
    each = each instanceof Error ? each.cause : undefined
  }
}
