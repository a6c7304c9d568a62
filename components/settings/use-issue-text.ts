'use client'

import { useTranslations } from 'next-intl'

interface Issue {
  code?: string
  origin?: string
  minimum?: unknown
  maximum?: unknown
  format?: string
  expected?: string
}

/** zod's error map in the user's language, for `zodResolver(schema, { error })`. */
export function useIssueText(): (issue: Issue) => string {
  const t = useTranslations('settings.issues')
  return (issue) => {
    const isText = issue.origin === 'string'
    switch (issue.code) {
      case 'too_small': {
        if (!isText) return t('atLeast', { minimum: Number(issue.minimum) })
        const minimum = Number(issue.minimum)
        return minimum <= 1 ? t('required') : t('tooShort', { minimum })
      }
      case 'too_big':
        return t(isText ? 'tooLong' : 'atMost', { maximum: Number(issue.maximum) })
      case 'invalid_format':
        return t(issue.format === 'email' ? 'email' : 'format')
      case 'invalid_type':
        return t(issue.expected === 'int' ? 'wholeNumber' : 'number')
      default:
        return t('invalid')
    }
  }
}
