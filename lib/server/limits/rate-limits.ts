import { createHash } from 'node:crypto'
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'
import type { RateLimitSettings } from '#lib/contracts/account/rate-limits.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import type { LimitStore } from './limit-store.ts'

/** Everything that is limited per window of time. */
export type LimitKind = Exclude<keyof RateLimitSettings, 'runsPerUser' | 'runsPerKeyOwner'>

const minuteSeconds = 60
const windowSeconds: Record<LimitKind, number> = {
  signInsPerClient: 5 * minuteSeconds,
  signInsPerAccount: 5 * minuteSeconds,
  passwordChecksPerUser: 5 * minuteSeconds,
  signUpsPerClient: 60 * minuteSeconds,
  turnsPerUser: minuteSeconds,
  turnsPerClient: minuteSeconds,
  turnsPerKey: minuteSeconds,
  mcpRequestsPerKey: minuteSeconds,
  uploadsPerUser: 10 * minuteSeconds,
  importsPerUser: 10 * minuteSeconds,
  probesPerUser: 10 * minuteSeconds,
}

/** Counted before the attempt and taken back if it succeeds. */
const takenBack = new Set<LimitKind>(['signInsPerAccount', 'passwordChecksPerUser'])
const passwordKinds = new Set<LimitKind>([...takenBack, 'signInsPerClient'])

/**
 * Limits how often something may be done. The subject is any text (a user's id, an IP or e-mail
 * address); only its hash is stored.
 */
export interface RateLimits {
  /**
   * Counts once in the shared store.
   * @throws AppError 429 `rate-limited` if the limit is exceeded
   */
  count(kind: LimitKind, who: string): Promise<void>
  /**
   * Counts without waiting for the store, for the path to the first token. Refuses if this process
   * already knows that the limit is reached; counts of other instances take effect from the next
   * call.
   * @throws AppError 429 `rate-limited`
   */
  countSoon(kind: LimitKind, who: string): void
  /**
   * Checks without counting.
   * @throws AppError 429 `rate-limited` if nothing is left
   */
  check(kind: LimitKind, who: string): Promise<void>
  /** Takes one count back after a success. */
  uncount(kind: LimitKind, who: string): Promise<void>
}

/** @param allowed the current settings; the limits follow changes */
export function createRateLimits(options: {
  store: LimitStore
  allowed: () => RateLimitSettings
  onError: (error: unknown) => void
}): RateLimits {
  const limiters = new Map<string, RateLimiterAbstract>()

  /** Null if the kind is not limited. A changed setting creates a new limiter. */
  const limiterOf = (kind: LimitKind): RateLimiterAbstract | null => {
    const points = options.allowed()[kind]
    if (points === null) return null
    const name = `${kind}:${points}`
    const existing = limiters.get(name)
    if (existing) return existing
    const limiter = options.store({
      ...{ keyPrefix: kind, points, durationSeconds: windowSeconds[kind] },
      mayTakeBack: takenBack.has(kind),
    })
    limiters.set(name, limiter)
    return limiter
  }
  const noteFailure = (error: unknown) => {
    if (!(error instanceof RateLimiterRes)) options.onError(error)
  }

  return {
    async count(kind, who) {
      await limiterOf(kind)
        ?.consume(keyOf(who))
        .catch((reason) => {
          throw reason instanceof RateLimiterRes ? refusal(kind, reason.msBeforeNext) : reason
        })
    },
    countSoon(kind, who) {
      const limiter = limiterOf(kind)
      if (!limiter) return
      const key = keyOf(who)
      const blockedMs = blockedFor(limiter, key)
      if (blockedMs > 0) throw refusal(kind, blockedMs)
      limiter.consume(key).catch(noteFailure)
    },
    async check(kind, who) {
      const limiter = limiterOf(kind)
      const used = await limiter?.get(keyOf(who))
      if (limiter && used && used.consumedPoints >= limiter.points)
        throw refusal(kind, used.msBeforeNext)
    },
    async uncount(kind, who) {
      await limiterOf(kind)?.reward(keyOf(who))
    },
  }
}

/** How long this process has the key cached as exhausted, milliseconds; 0 if it is not. */
function blockedFor(limiter: RateLimiterAbstract, key: string): number {
  if (!('getInMemoryBlockMsBeforeExpire' in limiter)) return 0
  const inMemory = limiter as { getInMemoryBlockMsBeforeExpire(key: string): number }
  return inMemory.getInMemoryBlockMsBeforeExpire(limiter.getKey(key))
}

/** A hash, so that no address or name is stored. */
function keyOf(who: string): string {
  return createHash('sha256').update(who).digest('base64url').slice(0, 22)
}

function refusal(kind: LimitKind, waitMs: number): AppError {
  const what = passwordKinds.has(kind) ? 'Too many wrong passwords.' : undefined
  return rateLimited(waitMs, what)
}

/** @param waitMs time until the next attempt may succeed */
export function rateLimited(waitMs: number, what = 'Too many requests.'): AppError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000))
  return new AppError({
    code: 'rate-limited',
    status: 429,
    retryAfterSeconds: seconds,
    displayMessage: `${what} Try again in ${seconds} s.`,
  })
}
