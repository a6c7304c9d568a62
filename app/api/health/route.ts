import { z } from 'zod'
import { localNonceHeader } from '#lib/server/http/local-nonce.ts'
import type { RouteSpec } from '#lib/server/http/route-spec.ts'
import { sealed } from '#lib/server/http/sealed.ts'
import { version } from '#lib/server/version.ts'

export const dynamic = 'force-dynamic'

/** Needs no services, so it answers as soon as the process serves. */
export const GET = Object.assign(
  async ({ headers }: Request) =>
    sealed(
      Response.json(
        { status: 'ok', version, uptimeMs: Math.round(process.uptime() * 1000) },
        { headers: localNonceHeader(headers) },
      ),
    ),
  {
    spec: {
      access: 'public',
      summary: 'Answers as soon as the process serves',
      answer: z.object({ status: z.literal('ok'), version: z.string(), uptimeMs: z.number() }),
    } satisfies RouteSpec,
  },
)
