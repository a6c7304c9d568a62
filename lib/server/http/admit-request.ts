import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Env } from '#lib/env.ts'
import { bodyDeadlineMs, limitBodyTime } from './body-deadline.ts'
import { hostProblem } from './check-host.ts'
import { clientOf, noteClient } from './client-address.ts'
import { refuse } from './explain-refusal.ts'
import { policyName, securityHeaders } from './security-headers.ts'

type AdmissionEnv = Pick<Env, 'isLoopbackListener' | 'isTrustedProxy' | 'publicUrl'>

/**
 * Applied to every request before a route or Next.js handles it: security headers, the check of the
 * `Host`, a deadline for the body, and the client's address.
 * @returns false if the request was refused
 */
export function admitRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  env: AdmissionEnv,
): boolean {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  const { headers } = incoming
  const isHttps = env.publicUrl?.startsWith('https:') || headers['x-forwarded-proto'] === 'https'
  if (isHttps) response.setHeader('Strict-Transport-Security', 'max-age=31536000')
  const problem = hostProblem(headers.host, env)
  if (problem) {
    refuse(response, { status: 403, code: 'foreign-host', message: problem })
    return false
  }
  // Lumos has no server actions. Next.js would log every unknown one.
  if (headers['next-action'] !== undefined) {
    const message = 'There are no server actions here.'
    refuse(response, { status: 400, code: 'no-server-actions', message })
    return false
  }
  noteClient(incoming, clientOf(incoming, env))
  limitBodyTime(incoming, response, bodyDeadlineMs(incoming.url ?? ''))
  // Routes set a policy of their own, and Next.js keeps one that is set already.
  if (incoming.url?.startsWith('/api/')) response.removeHeader(policyName)
  return true
}
