'use client'

import { useFormatter, useNow, useTranslations } from 'next-intl'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'

const dayMs = 86_400_000

/** Names the day, week or month of a chat's last change. */
export function useDayGroups(): (chat: ChatSummary) => string {
  const t = useTranslations('shell')
  const format = useFormatter()
  const now = useNow()
  const startOfDay = (date: Date) => new Date(date).setHours(0, 0, 0, 0)
  return ({ updatedAt }) => {
    const date = new Date(updatedAt)
    const days = Math.round((startOfDay(now) - startOfDay(date)) / dayMs)
    if (days <= 0) return t('today')
    if (days === 1) return t('yesterday')
    if (days < 7) return t('this-week')
    return format.dateTime(date, { year: 'numeric', month: 'long' })
  }
}
