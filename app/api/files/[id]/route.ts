import { fileResponse } from '#lib/server/files/file-response.ts'
import { deleteFile, requireFile } from '#lib/server/files/own-file.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({ access: 'user' }, async ({ services, user, params }) =>
  fileResponse(services, await requireFile(services, user.id, params.id ?? '')),
)

export const DELETE = route({ access: 'user' }, async ({ services, user, params }) => {
  await deleteFile(services, user.id, params.id ?? '')
  return null
})
