'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'

/** Beside the name of a setting that is kept, but that runs do not follow yet. */
export function NotYet({ children }: { children: string }) {
  const t = useTranslations('settings.form')
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {children} <Badge>{t('notYet')}</Badge>
    </span>
  )
}
