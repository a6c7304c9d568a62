import { join } from 'node:path'
import createNextIntlPlugin from 'next-intl/plugin'
import { compressStatic } from './lib/server/http/compress-static.ts'
import { previewPolicy } from './lib/server/http/preview-page.ts'
import { policyName, securityHeaders } from './lib/server/http/security-headers.ts'

const { [policyName]: policy, ...headers } = securityHeaders
const isDevelopment = process.env.NODE_ENV === 'development'
const asList = (named) => Object.entries(named).map(([key, value]) => ({ key, value }))

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // Pages, and scripts for clients without brotli. Streams say `no-transform`: a compressor would
  // hold tokens back.
  compress: true,
  compiler: { runAfterProductionCompile: ({ distDir }) => compressStatic(join(distDir, 'static')) },
  // The server's log shows names that a reader finds in the source.
  experimental: { serverMinification: false },
  serverExternalPackages: ['pg', 'pg-boss', 'undici', '@prisma/client', 'file-type', 'ws'],
  devIndicators: false,
  headers: async () => [
    { source: '/:path*', headers: asList(headers) },
    // Pages get one of their own from the production server (`setPagePolicy`), answers of the API
    // from `createRoute`.
    {
      source: isDevelopment ? '/((?!api/).*)' : '/_next/:path*',
      headers: asList({ [policyName]: policy }),
    },
    {
      // The only document that stands in a frame, and only in one of Lumos.
      source: '/api/preview',
      headers: asList({ [policyName]: previewPolicy, 'X-Frame-Options': 'SAMEORIGIN' }),
    },
    {
      // Pages name it with a hash of its content behind the question mark.
      source: '/icon.svg',
      headers: asList({ 'Cache-Control': 'public, max-age=31536000, immutable' }),
    },
  ],
  // Types are checked by `npm run check`; a user's start need not wait for it.
  typescript: { ignoreBuildErrors: true },
}

export default createNextIntlPlugin('./lib/i18n/request.ts')(config)
