import type { Redis } from 'ioredis'
import type { Pool } from 'pg'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
} from 'rate-limiter-flexible'

/** A limit per key: a number of points in a window. */
export interface LimitOptions {
  keyPrefix: string
  points: number
  /** Length of the window, which begins with the first count. */
  durationSeconds: number
  /** Counts may be taken back, so an exhausted key is not cached as blocked. */
  mayTakeBack: boolean
}

/** Creates counters that all instances share. */
export type LimitStore = (options: LimitOptions) => RateLimiterAbstract

/**
 * Counts in the table `RateLimit`. An exhausted key is cached in this process until its window
 * ends, so refusals cost no query. While the database is unavailable, each process counts alone.
 */
export function postgresLimitStore(pool: Pool): LimitStore {
  return ({ keyPrefix, points, durationSeconds: duration, mayTakeBack }) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'RateLimit',
      tableCreated: true,
      // `cleanUp` deletes expired rows.
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration,
      ...(!mayTakeBack && { inMemoryBlockOnConsumed: points }),
      insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration }),
    })
}

/** Counts in Redis; while it is away, in the other store. */
function redisLimitStore(redis: Redis, otherwise: LimitStore): LimitStore {
  return (options) => {
    const { keyPrefix, points, durationSeconds: duration, mayTakeBack } = options
    return new RateLimiterRedis({
      storeClient: redis,
      // ioredis refuses commands at once while it is not connected.
      rejectIfRedisNotReady: true,
      keyPrefix: `lumos:limit:${keyPrefix}`,
      points,
      duration,
      ...(!mayTakeBack && { inMemoryBlockOnConsumed: points }),
      insuranceLimiter: otherwise(options),
    })
  }
}

/** In Redis where there is one, else in PostgreSQL. */
export function limitStore(pool: Pool, redis: Redis | null): LimitStore {
  const rows = postgresLimitStore(pool)
  return redis ? redisLimitStore(redis, rows) : rows
}
