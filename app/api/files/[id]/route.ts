import { fileResponse } from '#lib/server/files/file-response.ts'
import { deleteFile, requireFile } from '#lib/server/files/own-file.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  { access: 'user', summary: 'The bytes of a file', answer: 'application/octet-stream' },
  async ({ services, user, params }) =>
    fileResponse(services, await requireFile(services, user.id, params.id ?? '')),
)

export const DELETE = route(
  { access: 'user', summary: 'Deletes a file', answer: null },
  async ({ services, user, params }) => {
    await deleteFile(services, user.id, params.id ?? '')
    return null
  },
)
