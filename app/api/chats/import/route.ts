import { receiveFile } from '#lib/server/http/receive-file.ts'
import { route } from '#lib/server/http/route.ts'
import {
  importChats,
  importProgress,
  largestExportBytes,
} from '#lib/server/imports/import-chats.ts'

/** The progress of the user's import. */
export const GET = route({ access: 'user' }, async ({ user }) => importProgress(user.id))

export const POST = route(
  { access: 'user', takesFile: true, limit: 'importsPerUser' },
  async ({ services, user, request }) => {
    const receive = () => receiveFile(request, { maxBytes: largestExportBytes })
    return Response.json(await importChats(services, user.id, receive))
  },
)
