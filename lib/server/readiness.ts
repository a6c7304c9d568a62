import { AppError } from '#lib/contracts/app-error.ts'
import { isRedisReady } from '#lib/redis.ts'
import type { Services } from './services.ts'

/**
 * Whether Lumos can answer. Redis only makes it faster, so its absence is no failure.
 * @throws AppError 503 `database-missing`
 */
export async function readReadiness({
  database,
  env,
  redis,
}: Pick<Services, 'database' | 'env' | 'redis'>) {
  try {
    await database.pool.query('SELECT 1')
  } catch (cause) {
    const displayMessage = 'The database does not answer.'
    throw new AppError({ code: 'database-missing', status: 503, displayMessage, cause })
  }
  return {
    status: 'ready',
    database: env.databaseUrl ? 'postgres' : 'embedded',
    redis: await isRedisReady(redis),
  }
}
