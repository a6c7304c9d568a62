import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** What no page of Lumos needs, wherever it comes from. */
const nothingElse = "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'"

/** On every answer, whichever server sends it. */
export const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  // Chat ids are no other site's business.
  'Referrer-Policy': 'same-origin',
  'Content-Security-Policy': `${nothingElse}; frame-src 'none'`,
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/**
 * A page runs the scripts that its HTML names with the nonce, and what those load. Styles may stand
 * inline, since formulas and coloured code are made of them; images may come from elsewhere, since
 * the user can ask for one.
 */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    'img-src https: http: data: blob:',
    // For previews: what runs in a frame cannot lead the frame to another host either.
    "frame-src 'self'",
    nothingElse,
  ].join('; ')
}

/** The address of a page, for what Next.js does not tell pages: where to come back to. */
export const pagePathHeader = 'x-lumos-page'

/** Pages are all that is neither an API's answer nor a file of the build. */
const noPage = /^\/(?:api|_next)\//

/**
 * Gives a page's answer a policy with a nonce of its own. Next.js reads the nonce from the request's
 * header of the same name and sets it on the scripts that it writes; `x-nonce` is for our own.
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
  response.setHeader('Content-Security-Policy', policy)
}
