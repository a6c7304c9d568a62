import { useTranslations } from 'next-intl'
import type { ApiError } from '#components/api-client.ts'

/** Error codes with a translated text. */
const errorKeys = [
  'invalid-email-or-password',
  'email-taken',
  'sign-up-closed',
  'setup-code-required',
  'banned',
  'foreign-origin',
  'reset-link-invalid',
  'password-unchanged',
  'invalid-password',
] as const

/** The text of a sign-in or sign-up error; the server's text for codes without a translation. */
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
