import type { Pool } from 'pg'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
} from 'rate-limiter-flexible'

/** One counter for each key: so many points in a window. */
export interface LimitOptions {
  keyPrefix: string
  points: number
  /** The window, which begins with the first count. */
  durationSeconds: number
  /** Counts may be taken back: a key that is used up now may not be a moment later. */
  mayTakeBack: boolean
}

/** Where counts are held, so that all instances count together. */
export type LimitStore = (options: LimitOptions) => RateLimiterAbstract

/**
 * Counts in the table `RateLimit`. A key that is used up is remembered in this process until its
 * window ends, so refusals cost no query. While the database is away each process counts alone.
 */
export function postgresLimitStore(pool: Pool): LimitStore {
  return ({ keyPrefix, points, durationSeconds: duration, mayTakeBack }) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'RateLimit',
      tableCreated: true,
      // `cleanUp` does it.
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration,
      ...(!mayTakeBack && { inMemoryBlockOnConsumed: points }),
      insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration }),
    })
}
