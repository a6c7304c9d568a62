import { listBackups, startBackup } from '#lib/server/backups/manage-backups.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({ access: 'admin' }, ({ services }) => listBackups(services))

export const POST = route({ access: 'admin' }, ({ services, user }) => startBackup(services, user))
