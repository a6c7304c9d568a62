import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { findBackupFile } from '#lib/server/backups/manage-backups.ts'
import { route } from '#lib/server/http/route.ts'

/** The archive, as a download. */
export const GET = route(
  { access: 'admin', summary: 'Downloads a backup', answer: 'application/zip' },
  async ({ services, user, params }) => {
    const { path, bytes } = await findBackupFile(services, user, params.id ?? '')
    return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
      headers: {
        'content-type': 'application/zip',
        'content-length': String(bytes),
        'content-disposition': `attachment; filename="${basename(path)}"`,
      },
    })
  },
)
