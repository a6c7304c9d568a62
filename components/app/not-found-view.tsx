'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'

/** Shown for missing resources and for those of other users alike. */
export function NotFoundView() {
  const t = useTranslations('common')
  return (
    <div className="flex h-full min-h-[60dvh] flex-col items-center justify-center gap-2 p-6 text-center">
      <h1 className="font-semibold text-xl">{t('notFoundTitle')}</h1>
      <p className="max-w-sm text-muted-foreground text-sm leading-6">{t('notFoundText')}</p>
      <Button asChild variant="outline" className="mt-3">
        <Link href="/">{t('home')}</Link>
      </Button>
    </div>
  )
}
