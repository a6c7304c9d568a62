import { withDeadline } from '#lib/async/with-deadline.ts'
import type { Readiness } from '#lib/contracts/readiness.ts'
import { withStatementDeadline } from '#lib/db/deadline.ts'
import { isRedisReady } from '#lib/redis.ts'
import { shuttingDown } from './cluster/draining.ts'
import { databaseMissing } from './http/error-response.ts'
import type { Services } from './services.ts'

/** A load balancer asks often, and wants to know soon. */
const deadlineMs = 2_000

/**
 * Whether Lumos can answer. Redis only makes it faster, so its absence is no failure.
 * @throws AppError 503 `database-missing`, `shutting-down`
 */
export async function readReadiness({
  database,
  env,
  redis,
  draining,
}: Pick<Services, 'database' | 'env' | 'redis' | 'draining'>): Promise<Readiness> {
  if (draining.isOn()) throw shuttingDown()
  const ask = () => database.pool.query('SELECT 1')
  // Waiting for a connection counts, too.
  const answer = await withDeadline(withStatementDeadline(deadlineMs, ask), deadlineMs)
  if (answer === 'late') throw databaseMissing(new Error('No answer in time.'))
  return {
    status: 'ready',
    database: env.databaseUrl ? 'postgres' : 'embedded',
    redis: await isRedisReady(redis),
  }
}
