/** On every answer, whichever server sends it. */
export const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  // Chat ids are no other site's business.
  'Referrer-Policy': 'same-origin',
  'Content-Security-Policy':
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'",
  'X-Frame-Options': 'DENY',
}
