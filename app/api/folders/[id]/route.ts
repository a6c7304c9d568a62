import { folderPatchSchema } from '#lib/contracts/chat/folder.ts'
import { deleteFolder, updateFolder } from '#lib/server/folders/manage-folders.ts'
import { route } from '#lib/server/http/route.ts'

export const PATCH = route(
  { access: 'user', body: folderPatchSchema },
  ({ services, user, params, body }) => updateFolder(services, user.id, params.id ?? '', body),
)

export const DELETE = route({ access: 'user' }, async ({ services, user, params }) => {
  await deleteFolder(services, user.id, params.id ?? '')
  return null
})
