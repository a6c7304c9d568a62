import { folderCreateSchema, folderSchema } from '#lib/contracts/chat/folder.ts'
import { itemsSchema } from '#lib/contracts/list.ts'
import { createFolder, listFolders } from '#lib/server/folders/manage-folders.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  { access: 'user', summary: 'Your folders, by name', answer: itemsSchema(folderSchema) },
  ({ services, user }) => listFolders(services, user.id),
)

export const POST = route(
  { access: 'user', summary: 'Creates a folder', answer: folderSchema, body: folderCreateSchema },
  ({ services, user, body }) => createFolder(services, user.id, body),
)
