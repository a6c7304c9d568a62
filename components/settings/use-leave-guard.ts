'use client'

import { useTranslations } from 'next-intl'
import { useLeaveGuard as useGuard } from '#components/ui/use-leave-guard.ts'

/** Asks before unsaved changes are lost. */
export function useLeaveGuard(isDirty: boolean): void {
  const t = useTranslations('settings.form')
  useGuard(isDirty, { title: t('leaveTitle'), description: t('leaveText'), action: t('leave') })
}
