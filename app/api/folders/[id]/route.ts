import { folderPatchSchema, folderSchema } from '#lib/contracts/chat/folder.ts'
import { deleteFolder, updateFolder } from '#lib/server/folders/manage-folders.ts'
import { route } from '#lib/server/http/route.ts'

export const PATCH = route(
  { access: 'user', summary: 'Changes a folder', answer: folderSchema, body: folderPatchSchema },
  ({ services, user, params, body }) => updateFolder(services, user.id, params.id ?? '', body),
)

export const DELETE = route(
  { access: 'user', summary: 'Deletes a folder and keeps its chats', answer: null },
  async ({ services, user, params }) => {
    await deleteFolder(services, user.id, params.id ?? '')
    return null
  },
)
