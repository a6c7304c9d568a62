import { useTranslations } from 'next-intl'
import type { ApiError } from '#components/api-client.ts'

/** Codes that have words of their own here. */
const errorKeys = [
  'invalid-email-or-password',
  'email-taken',
  'sign-up-closed',
  'setup-code-required',
  'banned',
  'foreign-origin',
] as const

/** What went wrong with signing in or up, in the reader's language where there are words for it. */
export function useAuthErrorText(): (error: ApiError) => string {
  const t = useTranslations('auth.errors')
  return (error) => {
    if (error.status === 0) return t('offline')
    const { retryAfterSeconds } = error
    if (error.code === 'rate-limited' && retryAfterSeconds !== undefined) {
      return retryAfterSeconds < 100
        ? t('wait-seconds', { count: retryAfterSeconds })
        : t('wait-minutes', { count: Math.ceil(retryAfterSeconds / 60) })
    }
    const errorKey = errorKeys.find((key) => key === error.code)
    return errorKey ? t(errorKey) : error.message
  }
}
