import { folderCreateSchema } from '#lib/contracts/chat/folder.ts'
import { createFolder, listFolders } from '#lib/server/folders/manage-folders.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({ access: 'user' }, ({ services, user }) => listFolders(services, user.id))

export const POST = route(
  { access: 'user', body: folderCreateSchema },
  ({ services, user, body }) => createFolder(services, user.id, body),
)
