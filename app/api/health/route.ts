import { version } from '#lib/server/version.ts'

export const dynamic = 'force-dynamic'

/** Answers as soon as the process serves, so it asks for no services. */
export const GET = Object.assign(
  async () =>
    Response.json({ status: 'ok', version, uptimeMs: Math.round(process.uptime() * 1000) }),
  { access: 'public' as const },
)
