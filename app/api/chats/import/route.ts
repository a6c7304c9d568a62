import { importProgressSchema, importReportSchema } from '#lib/contracts/chat/import.ts'
import { receiveFile } from '#lib/server/http/receive-file.ts'
import { route } from '#lib/server/http/route.ts'
import {
  importChats,
  importProgress,
  largestExportBytes,
} from '#lib/server/imports/import-chats.ts'

/** The progress of the user's import. */
export const GET = route(
  { access: 'user', summary: 'The progress of your import', answer: importProgressSchema },
  async ({ user }) => importProgress(user.id),
)

export const POST = route(
  {
    access: 'user',
    summary: 'Imports chats of an export file',
    status: 200,
    answer: importReportSchema,
    takesFile: true,
    limit: 'importsPerUser',
  },
  async ({ services, user, request }) => {
    const receive = () => receiveFile(request, { maxBytes: largestExportBytes })
    return importChats(services, user.id, receive)
  },
)
