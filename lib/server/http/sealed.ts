import { policyName, securityHeaders } from './security-headers.ts'

/**
 * Answers are personal and current, so no cache may store them. They have the policy of every answer
 * unless the use case gave them a stricter one: Next.js keeps a header that is set already.
 */
export function sealed(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  if (!response.headers.has(policyName))
    response.headers.set(policyName, securityHeaders[policyName])
  return response
}
