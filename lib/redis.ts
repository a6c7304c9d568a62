import { Redis } from 'ioredis'

/** Connects to Redis. Commands fail at once while it is away; the connection comes back by itself. */
export function connectRedis(url: string, onError: (error: unknown) => void): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 1_000,
    connectTimeout: 2_000,
    keepAlive: 10_000,
    retryStrategy: (times) => Math.min(times * 100, 1_000),
  })
  let isReported = false
  redis.on('ready', () => {
    isReported = false
  })
  redis.on('error', (error) => {
    // Each attempt to connect fails with the same error.
    if (!isReported) onError(error)
    isReported = true
  })
  return redis
}

/** Whether Redis answers now. */
export async function isRedisReady(redis: Redis | null): Promise<boolean> {
  if (redis?.status !== 'ready') return false
  try {
    return (await redis.ping()) === 'PONG'
  } catch {
    // The connection's own listener reports why.
    return false
  }
}
