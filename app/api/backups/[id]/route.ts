import { deleteBackup } from '#lib/server/backups/manage-backups.ts'
import { route } from '#lib/server/http/route.ts'

export const DELETE = route(
  { access: 'admin', summary: 'Deletes a backup with its file', answer: null },
  async ({ services, user, params }) => {
    await deleteBackup(services, user, params.id ?? '')
    return null
  },
)
