import { AppError } from '#lib/contracts/app-error.ts'
import { route } from '#lib/server/http/route.ts'

export const dynamic = 'force-dynamic'

export const GET = route({ access: 'public' }, async ({ services }) => {
  try {
    await services.database.pool.query('SELECT 1')
  } catch (cause) {
    const displayMessage = 'The database does not answer.'
    throw new AppError({ code: 'database-missing', status: 503, displayMessage, cause })
  }
  const database = services.env.databaseUrl ? 'postgres' : 'embedded'
  return { status: 'ready', database, redis: false }
})
