import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Restrictions that hold for every page. */
const nothingElse = "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'"

export const policyName = 'Content-Security-Policy'

/** On every answer, whichever server sends it. */
export const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  // Other sites must not learn chat ids from the referrer.
  'Referrer-Policy': 'same-origin',
  [policyName]: `${nothingElse}; frame-src 'none'`,
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()',
}

/**
 * The policy of a page: only scripts with the nonce, and scripts that those load. Inline styles are
 * allowed because formulas and highlighted code use them; remote images because answers may show
 * them.
 */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    'img-src https: http: data: blob:',
    // For previews: a document in a frame cannot navigate the frame to another host either.
    "frame-src 'self'",
    nothingElse,
  ].join('; ')
}

/**
 * Request header with the page's path, which Next.js does not pass to pages; used to return after
 * sign-in.
 */
export const pagePathHeader = 'x-lumos-page'

/** Paths that are not pages: the API and build files. */
const noPage = /^\/(?:api|_next)\//

/**
 * Sets a content security policy with a fresh nonce. Next.js reads the nonce from the request
 * header of the same name for its own scripts; Lumos's scripts read `x-nonce`.
 */
export function setPagePolicy(path: string, incoming: IncomingMessage, response: ServerResponse) {
  delete incoming.headers['content-security-policy']
  delete incoming.headers['content-security-policy-report-only']
  delete incoming.headers[pagePathHeader]
  if (noPage.test(path)) return
  const nonce = randomBytes(16).toString('base64url')
  const policy = pagePolicy(nonce)
  incoming.headers['content-security-policy'] = policy
  incoming.headers['x-nonce'] = nonce
  incoming.headers[pagePathHeader] = incoming.url
  response.setHeader(policyName, policy)
}
