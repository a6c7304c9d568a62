import { LRUCache } from 'lru-cache'
import { AppError } from '#lib/contracts/app-error.ts'

/** Counts failed attempts per name, in this process. */
export interface SignInLimit {
  /**
   * Runs an attempt; parallel ones count while they run.
   * @param hasFailed tells from the result whether the attempt is used up
   * @throws AppError 429 when the name has no attempts left
   */
  attempt<T>(name: string, run: () => Promise<T>, hasFailed: (result: T) => boolean): Promise<T>
}

/** Names that are remembered; the longest unused is forgotten first. */
const maxNames = 10_000

/** Allows so many failures in a window that begins with the first attempt. */
export function createSignInLimit(limit: { attempts: number; perMs: number }): SignInLimit {
  const windows = new LRUCache<string, { used: number }>({ max: maxNames, ttl: limit.perMs })
  return {
    async attempt(name, run, hasFailed) {
      const window = windows.get(name) ?? { used: 0 }
      if (window.used >= limit.attempts) throw tooMany()
      if (window.used === 0) windows.set(name, window)
      window.used += 1
      let isUsedUp = false
      try {
        const result = await run()
        isUsedUp = hasFailed(result)
        return result
      } finally {
        if (!isUsedUp) window.used -= 1
      }
    },
  }
}

function tooMany(): AppError {
  return new AppError({
    code: 'too-many-attempts',
    status: 429,
    displayMessage: 'Too many wrong passwords. Wait a minute and try again.',
  })
}
