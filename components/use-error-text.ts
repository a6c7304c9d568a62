'use client'

import { useTranslations } from 'next-intl'
import { ApiError } from './api-client.ts'

/**
 * The text of an error in the user's language; the server's text for codes without a translation.
 */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations('common.errors')
  const common = useTranslations('common')
  return (error) => {
    // `fetch` rejects with a TypeError when there is no connection.
    if (!(error instanceof ApiError)) {
      return error instanceof TypeError ? common('offline') : common('unexpected')
    }
    const key = error.code as Parameters<typeof t>[0]
    return t.has(key) ? t(key) : error.message
  }
}
