import { exportAccount } from '#lib/server/exports/export-account.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  {
    access: 'user',
    summary: 'Downloads everything of the account as a ZIP',
    answer: 'application/zip',
    isLong: true,
  },
  ({ services, user }) => exportAccount(services, user),
)
