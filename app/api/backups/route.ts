import { backupSchema } from '#lib/contracts/backup.ts'
import { itemsSchema } from '#lib/contracts/list.ts'
import { listBackups, startBackup } from '#lib/server/backups/manage-backups.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  { access: 'admin', summary: 'The backups, newest first', answer: itemsSchema(backupSchema) },
  ({ services }) => listBackups(services),
)

export const POST = route(
  { access: 'admin', summary: 'Begins a backup', answer: backupSchema },
  ({ services, user }) => startBackup(services, user),
)
